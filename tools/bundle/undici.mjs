// @ts-check
/**
 * `@actions/http-client` and `@actions/github` import undici, a whole HTTP client, for proxies in requests that this
 * project makes by its own transport. It is two thirds of the bundle and half of its start, and none of it ever runs. So
 * undici is left out of the bundle, and a stand-in takes its place that throws where anything would send a request.
 *
 * @param {string} source what ncc made, with undici as an external module
 * @throws Error where the packages have come to need undici in a way that nobody has looked at
 */
export function withoutUndici(source) {
  const names = [...source.matchAll(/\["(\w+)"\]: \(\) => \(__WEBPACK_EXTERNAL_MODULE_undici__\.\w+\)/g)].map(
    ([, name]) => name,
  )
  const unknown = names.filter((name) => !KNOWN.includes(name ?? ''))
  if (unknown.length > 0) throw new Error(`undici is now needed for ${unknown}: see ${import.meta.url}`)
  const bare = source.replace(IMPORT, STAND_IN)
  if (/from "undici"|__WEBPACK_EXTERNAL_MODULE_undici__\.(?!(?:ProxyAgent|fetch)\b)/.test(bare))
    throw new Error(`undici is imported in a new way: see ${import.meta.url}`)
  return bare
}

const KNOWN = ['ProxyAgent', 'fetch']

const IMPORT = 'import * as __WEBPACK_EXTERNAL_MODULE_undici__ from "undici";'

/** Where there is a proxy, `@actions/github` makes an agent when it is loaded; nothing but `fetch` would ever use it. */
const STAND_IN = `const __WEBPACK_EXTERNAL_MODULE_undici__ = {
  ProxyAgent: class {},
  fetch: () => { throw new Error("undici is not part of this bundle") },
};`
