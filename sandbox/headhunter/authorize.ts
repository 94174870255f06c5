import { type Answer, type Call, html } from '../exchange.js'
import type { Account, Application, HeadHunterState } from './state.js'
import { isRedirectAllowed, type TokenDesk } from './tokens.js'

interface Options {
  state: HeadHunterState
  desk: TokenDesk
}

/**
 * `GET /oauth/authorize`: the page in the browser on which a person allows or refuses. The links (`#allow`, `#refuse`)
 * lead to the same address with `decision=…`, in the query or posted as a form, which redirects to the application.
 */
export function createAuthorizePage({ state, desk }: Options) {
  return ({ query: ofLink, body }: Call): Answer => {
    const query = new URLSearchParams([...ofLink, ...new URLSearchParams(body)])
    const application = state.applications.find(
      (known) => known.id === query.get('client_id') && !known.deleted,
    )
    const account = state.browserAccount ?? state.accounts[0]
    if (query.get('response_type') !== 'code') return errorPage('unsupported response_type')
    if (application === undefined || account === undefined) return errorPage('unknown application')
    const redirectUri = query.get('redirect_uri') ?? application.redirectUri
    if (!isRedirectAllowed(application, redirectUri)) return errorPage('bad redirect_uri')
    const method = query.get('code_challenge_method')
    if (method !== null && method !== 'S256') return errorPage('unsupported code_challenge_method')

    const decision = query.get('decision')
    if (decision === 'refuse') return redirect(redirectUri, { error: 'access_denied' }, query)
    if (decision !== 'allow') return consentPage(application, account, query)
    const challenge = query.get('code_challenge')
    const code = desk.issueCode({
      application,
      account,
      redirectUri,
      ...(challenge === null ? {} : { challenge }),
    })
    return redirect(redirectUri, { code: code.code }, query)
  }
}

function redirect(redirectUri: string, result: Record<string, string>, query: URLSearchParams): Answer {
  const target = new URL(redirectUri)
  const state = query.get('state')
  const parameters = { ...result, ...(state === null ? {} : { state }) }
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  return html(302, '', { location: target.href })
}

function consentPage(application: Application, account: Account, query: URLSearchParams): Answer {
  const link = (decision: string) =>
    escapeHtml(`/oauth/authorize?${new URLSearchParams([...query, ['decision', decision]])}`)
  return page(
    200,
    `<h1>Sandbox of hh.ru</h1>
<p>The application <b>${escapeHtml(application.id)}</b> asks for access to the account of ${escapeHtml(account.email)}.</p>
<p><a id="allow" href="${link('allow')}">Allow</a> <a id="refuse" href="${link('refuse')}">Refuse</a></p>`,
  )
}

const errorPage = (reason: string) => page(400, `<h1>Sandbox of hh.ru</h1><p>${escapeHtml(reason)}</p>`)

const page = (status: number, content: string) =>
  html(status, `<!DOCTYPE html><html><head><title>hh.ru</title></head><body>${content}</body></html>`)

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
