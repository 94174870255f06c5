import type { NetworkReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, given, says } from '../words.js'
import { formats, TRY_LATER } from './words.js'

export const network: Record<NetworkReason, ReasonMessage> = {
  hh_unreachable: says(
    'HeadHunter can’t be reached',
    (details) => `No connection to HeadHunter could be made${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, check \`api-url\`, the network and the proxy of the machine that runs this.`,
  ),
  proxy_refused: says(
    'The proxy refused',
    (details) => `The proxy did not let the request to HeadHunter through${cause(details)}.`,
    'Check the address, name and password in `https_proxy`, and that the proxy lets api.hh.ru pass; `no_proxy` goes around it.',
  ),
  proxy_unsupported: says(
    'This kind of proxy is not supported',
    ({ code }) =>
      `The proxy variable does not name an HTTP proxy${given(code, (kind) => ` (${kind})`)}, so nothing was sent.`,
    'Set `https_proxy` to an HTTP proxy, such as `http://proxy.example:3128`; percent-encode special characters in its name and password.',
  ),
  certificate_rejected: says(
    'HeadHunter’s certificate is not trusted',
    (details) =>
      `The certificate shown in HeadHunter’s name is not one that this machine trusts${cause(details)}, so nothing was sent.`,
    'If your network decrypts TLS traffic, as many offices do, name its certificate file in `NODE_EXTRA_CA_CERTS`; if it doesn’t, use another network and don’t switch the check off.',
  ),
  connection_lost: says(
    'The connection broke',
    (details) => `The connection to HeadHunter broke before its answer came${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, check the network and the proxy of the machine that runs this.`,
  ),
  timed_out: says(
    'HeadHunter was too slow',
    ({ lasts }) =>
      `HeadHunter did not answer in time${given(lasts, (ms) => `: this run waits ${formats.duration(ms)} for each answer`)}.`,
    `${TRY_LATER}; if it keeps happening, raise \`request-timeout\`.`,
  ),
  answer_cut_off: says(
    'HeadHunter’s answer was cut off',
    (details) => `HeadHunter’s answer stopped in the middle${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, check the network and the proxy of the machine that runs this.`,
  ),
  answer_too_large: says(
    'HeadHunter’s answer is too large',
    'The answer was far larger than anything HeadHunter sends, and was not read to its end.',
    'Check that `api-url` is `https://api.hh.ru` and that no proxy answers in its place; if so, please open an issue.',
  ),
  answer_not_json: says(
    'HeadHunter’s answer can’t be read',
    (details) =>
      `Instead of data HeadHunter’s address sent something else, perhaps a web page${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, check \`api-url\` and whether a proxy or a sign-in page of your network answers in HeadHunter’s place.`,
  ),
  answer_unexpected: says(
    'An unknown answer from HeadHunter',
    (details) => `HeadHunter answered in a way that its documentation does not describe${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, look for a newer version of this action, and open an issue if there is none.`,
  ),
  redirected: says(
    'HeadHunter’s address points elsewhere',
    (details) =>
      `HeadHunter’s address redirected the request elsewhere${cause(details)}; the run did not follow, so that no token goes astray.`,
    'Check that `api-url` is `https://api.hh.ru`, and whether a proxy or a sign-in page of your network stands in between.',
  ),
  hh_unavailable: says(
    'HeadHunter is having trouble',
    (details) => `HeadHunter’s servers have trouble of their own at the moment${cause(details)}.`,
    `${TRY_LATER}.`,
  ),
  rate_limited: says(
    'Too many requests',
    (details) =>
      `HeadHunter received too many requests from this machine’s address in a short time${cause(details)}.`,
    `${TRY_LATER}; if it keeps happening, look for another program that calls HeadHunter from the same address.`,
  ),
  address_filtered: says(
    'HeadHunter’s guard turned this address away',
    (details) =>
      `DDoS-Guard, which stands before HeadHunter, did not let this machine’s address in${cause(details)}; your tokens are fine.`,
    'Run it again, since GitHub gives each run another machine; if it keeps happening, use a self-hosted runner or your own computer.',
  ),
  region_blocked: says(
    'HeadHunter is closed to this region',
    (details) =>
      `HeadHunter does not serve the region that this machine’s address belongs to${cause(details)}; your tokens are fine.`,
    'Run it from a machine in a region that HeadHunter serves: a self-hosted runner or your own computer.',
  ),
  captcha_required: says(
    'HeadHunter asks for a captcha',
    (details) =>
      `HeadHunter wants a captcha to be solved${cause(details)}, which a program can’t and shouldn’t do.`,
    'Open hh.ru in your browser, sign in and solve it if you are asked; then run this again.',
  ),
}
