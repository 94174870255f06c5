import type { Sandbox } from '../../sandbox/sandbox.js'
import { ask } from './ask.js'

/**
 * A browser whose person makes a GitHub App of the page that is opened and installs it, as a person would: by the forms
 * that are shown. `repository` is chosen on the App's page; undefined: the person looks at it and goes away.
 */
export async function clicking(
  sandbox: Sandbox,
  url: string,
  { repository, state }: { repository?: string | undefined; state?: string } = {},
): Promise<void> {
  const form = await (await fetch(url)).text()
  const action = new URL(unescaped(/ action="([^"]+)"/.exec(form)?.[1] ?? ''))
  const manifest = unescaped(/name="manifest" value="([^"]+)"/.exec(form)?.[1] ?? '')
  if (state !== undefined) action.searchParams.set('state', state)
  const confirm = await ask(sandbox, 'github', `POST ${action.pathname}${action.search}`, {
    form: { manifest },
  })
  const fields = Object.fromEntries(
    [...confirm.body.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]),
  )
  const made = await ask(sandbox, 'github', 'POST /settings/apps', { form: fields })
  const back = await fetch(made.headers.location ?? '', { redirect: 'manual' })
  const next = back.headers.get('location')
  if (next === null || repository === undefined) return
  const { pathname } = new URL(next)
  await ask(sandbox, 'github', `POST ${pathname}`, { form: { target: 'selected', repository } })
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
