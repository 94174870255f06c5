// @ts-check
/**
 * What the packages load at every start, and nothing here ever uses. Each step fails where the packages have changed in
 * a way that nobody has looked at.
 *
 * @param {string} source what ncc made, with undici as an external module
 */
export const withoutUnused = (source) => withoutAssert(withoutUndici(source))

/**
 * `@actions/http-client` and `@actions/github` import undici, a whole HTTP client, for proxies in requests that this
 * project makes by its own transport. It is two thirds of the bundle and a third of the CPU of an idle run. So it is left
 * out, and a stand-in takes its place that throws where anything would send a request.
 *
 * @param {string} source
 */
export function withoutUndici(source) {
  const names = [...source.matchAll(/__WEBPACK_EXTERNAL_MODULE_undici__\.(\w+)/g)].map(([, name]) => name)
  const unknown = names.filter((name) => !KNOWN.includes(name ?? ''))
  if (unknown.length > 0) throw new Error(`undici is now needed for ${unknown}: see ${import.meta.url}`)
  const bare = source.replace(IMPORT, STAND_IN)
  if (/(from |\()["']undici["']/.test(bare))
    throw new Error(`undici is loaded in a new way: see ${import.meta.url}`)
  return bare
}

const KNOWN = ['ProxyAgent', 'fetch']

const IMPORT = 'import * as __WEBPACK_EXTERNAL_MODULE_undici__ from "undici";'

/** Where there is a proxy, `@actions/github` makes an agent when it is loaded; nothing but `fetch` would ever use it. */
const STAND_IN = `const __WEBPACK_EXTERNAL_MODULE_undici__ = {
  ProxyAgent: class {},
  fetch: () => { throw new Error("this bundle has no undici") },
};`

/**
 * `tunnel`, which is only used where there is a proxy, requires Node's `assert` for nothing: four milliseconds.
 *
 * @param {string} source
 */
export function withoutAssert(source) {
  return source.split(END_OF_MODULE).map(withoutIdleAssert).join(END_OF_MODULE)
}

const END_OF_MODULE = '\n/***/ })'
const REQUIRE = /^var assert = __nccwpck_require__\(\d+\);$/m

/** @param {string} module */
function withoutIdleAssert(module) {
  if (!module.includes('tunneling socket could not be established') || !REQUIRE.test(module)) return module
  const bare = module.replace(REQUIRE, '')
  if (/\bassert\b/.test(bare)) throw new Error(`tunnel now uses assert: see ${import.meta.url}`)
  return bare
}
