import { expect, test } from '@jest/globals'
import { TransportError } from '../../../src/domain/http.js'
import { codeOf, toTransportError } from '../../../src/http/faults.js'

const error = (message: string, fields: object = {}) => Object.assign(new Error(message), fields)
const SSL = 'error:0A000000:SSL routines:tls_process:'

test.each([
  ['DNS', error('x', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'unreachable'],
  ['a refusal', error('x', { code: 'ECONNREFUSED', syscall: 'connect' }), 'unreachable'],
  ['no route', error('x', { code: 'ENETUNREACH', syscall: 'connect' }), 'unreachable'],
  ['a route lost while reading', error('x', { code: 'EHOSTUNREACH', syscall: 'read' }), 'connection_lost'],
  ['all addresses', Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'unreachable'],
  [
    'a hang-up before the handshake',
    error('Client network socket disconnected before secure TLS connection was established'),
    'unreachable',
  ],
  ['an own authority', error('x', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'certificate_rejected'],
  ['a self-signed one', error('x', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate_rejected'],
  ['an unknown issuer', error('x', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }), 'certificate_rejected'],
  ['one too old', error('x', { code: 'CERT_HAS_EXPIRED' }), 'certificate_rejected'],
  ['another name', error('x', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'certificate_rejected'],
  ['another name, by OpenSSL', error('x', { code: 'HOSTNAME_MISMATCH' }), 'certificate_rejected'],
  ['no TLS', error(`${SSL}wrong version number:1:`, { code: 'EPROTO' }), 'certificate_rejected'],
  [
    'no common ground',
    error(`${SSL}sslv3 alert handshake failure`, { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }),
    'certificate_rejected',
  ],
  // After the handshake something may have been sent.
  ['a bad record', error(`${SSL}bad record mac`, { code: 'ERR_SSL_BAD_RECORD_MAC' }), 'connection_lost'],
  ['a broken pipe', error('x', { code: 'EPIPE', syscall: 'write' }), 'connection_lost'],
  ['a huge head', error('x', { code: 'HPE_HEADER_OVERFLOW' }), 'answer_too_large'],
  ['a proxy', error('tunneling socket could not be established, cause=x'), 'proxy_refused'],
  ['a proxy that talks', error('got illegal response body from proxy'), 'proxy_refused'],
  ['a string', 'oops', 'connection_lost'],
  ['nothing', undefined, 'connection_lost'],
])('%s', (_, thrown, fault) => {
  expect(toTransportError(thrown).fault).toBe(fault)
})

test('keeps the code and never the message', () => {
  const fault = toTransportError(error('https://api.hh.ru/?token=T', { code: 'ECONNRESET' }))
  expect(fault.message).toBe('connection_lost (ECONNRESET)')
})

test.each([
  ['statusCode=503', 'HTTP_503'],
  ['cause=connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED'],
  ['cause=socket hang up', undefined],
])('a proxy’s message %s gives %s', (end, code) => {
  expect(toTransportError(error(`tunneling socket could not be established, ${end}`)).code).toBe(code)
})

test('drops an invalid code', () => {
  expect(codeOf(error('x', { code: 'Bearer T' }))).toBeUndefined()
  expect(codeOf(error('x', { code: 7 }))).toBeUndefined()
})

test('returns a TransportError unchanged', () => {
  const own = new TransportError('timed_out')
  expect(toTransportError(own)).toBe(own)
})
