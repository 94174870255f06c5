import { TransportError, type TransportFault } from '../domain/http.js'

/**
 * The fault behind an error of Node's network stack. Only its code is kept: the message can hold an address or a body.
 * An error is `unreachable` only if the request certainly was not sent: overlooking a lost answer would cost the pair.
 */
export const toTransportError = (error: unknown): TransportError => {
  if (error instanceof TransportError) return error
  const { message, code } = describe(error)
  if (/^(tunneling socket could not be established|got illegal response body from proxy)/.test(message)) {
    return new TransportError('proxy_refused', proxyCode(message))
  }
  return new TransportError(faultOf(error, message, code), code)
}

/** The system's code of an error where it is one: letters, digits and `_`. */
export const codeOf = (error: unknown): string | undefined => describe(error).code

const describe = (error: unknown): { message: string; code: string | undefined } => {
  const { message, code } = Object(error) as { message?: unknown; code?: unknown }
  return {
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : undefined,
  }
}

const faultOf = (error: unknown, message: string, code = ''): TransportFault => {
  if (rejectsCertificate(message, code)) return 'certificate_rejected'
  if (beforeConnection(error, message, code)) return 'unreachable'
  return code === 'HPE_HEADER_OVERFLOW' ? 'answer_too_large' : 'connection_lost'
}

/** OpenSSL's verification results (x509_vfy.h) as Node names them, and failed handshakes. */
const rejectsCertificate = (message: string, code: string): boolean =>
  /^(ERR_TLS_)?CERT_|^CRL_|^UNABLE_TO_|SELF_SIGNED_CERT|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/.test(
    code,
  ) ||
  code === 'HOSTNAME_MISMATCH' ||
  (/^(EPROTO$|ERR_SSL_)/.test(code) &&
    /:(wrong version number|packet length too long|unsupported protocol|no protocols available)|alert (handshake failure|protocol version)/.test(
      message,
    ))

const beforeConnection = (error: unknown, message: string, code: string): boolean => {
  const syscall = String((Object(error) as { syscall?: unknown }).syscall)
  return (
    /^(connect|getaddrinfo|query)/.test(syscall) ||
    // Several addresses were tried, and none could be connected to.
    error instanceof AggregateError ||
    // Node refused to send: an invalid address, header or option.
    /^ERR_(INVALID|HTTP_INVALID|UNESCAPED)_/.test(code) ||
    /^Client network socket disconnected before secure TLS connection/.test(message)
  )
}

/** `tunnel` keeps only a message: the proxy's status, or the cause why it could not be reached. */
const proxyCode = (message: string): string | undefined => {
  const status = /statusCode=(\d{3})$/.exec(message)?.[1]
  if (status !== undefined) return `HTTP_${status}`
  return /\bE[A-Z]{3,20}\b/.exec(message)?.[0]
}
