// @ts-check
/**
 * What packages load at every start and nothing here ever uses, by the name under which they import it. It is left out of
 * the bundle, and what is named here takes its place: two thirds of the code, and a third of an idle run's CPU.
 *
 * The bundling fails where a package has come to import something else from there, since that is not reviewed yet.
 *
 * @type {Record<string, { importers: RegExp, stands: Record<string, string> }>}
 */
const UNUSED = {
  // A whole HTTP client, for proxies in requests that the packages would make; this project makes its own. Where there is
  // a proxy, `@actions/github` makes an agent when it is loaded, and nothing but `fetch` would ever use that.
  undici: {
    importers: /\/@actions\/(http-client|github)\//,
    stands: { ProxyAgent: 'class {}', fetch: '() => { throw new Error("this bundle has no undici") }' },
  },
  // Identity tokens of GitHub's own: `@actions/http-client`, and with it `https` and `tls`.
  './oidc-utils.js': {
    importers: /\/@actions\/core\//,
    stands: { OidcClient: 'class {}' },
  },
  // Methods by name for each of a thousand calls of GitHub's API, and pages; this project names its calls itself.
  '@octokit/plugin-rest-endpoint-methods': {
    importers: /\/@actions\/github\//,
    stands: { restEndpointMethods: '() => ({})' },
  },
  '@octokit/plugin-paginate-rest': {
    importers: /\/@actions\/github\//,
    stands: { paginateRest: '() => ({})' },
  },
  // Of core's own summary, which needs `fs/promises`; this project's is written when all else is done.
  './summary.js': {
    importers: /\/@actions\/core\//,
    stands: { summary: 'undefined', markdownSummary: 'undefined' },
  },
  // The machine's name and version: `@actions/exec`, and with it `child_process` and `assert`.
  './platform.js': { importers: /\/@actions\/core\//, stands: {} },
}

/** For ncc: to be imported, not bundled. */
export const externals = Object.fromEntries(Object.keys(UNUSED).map((name) => [name, name]))

/**
 * @param {string} source what ncc made with these externals
 */
export const withoutUnused = (source) => withoutHttpClient(withoutExternals(source))

/** @param {string} source */
const withoutExternals = (source) => {
  let bare = source
  for (const [whole, variable = '', name = ''] of source.matchAll(IMPORT)) {
    const { stands } = UNUSED[name] ?? { stands: {} }
    for (const [, used = ''] of source.matchAll(new RegExp(`${variable}\\.(\\w+)`, 'g'))) {
      if (!(used in stands)) throw new Error(`${used} of ${name} is now used: see ${import.meta.url}`)
    }
    const members = Object.entries(stands).map(([member, code]) => `${member}: ${code}`)
    bare = bare.replace(whole, `const ${variable} = { ${members.join(', ')} };`)
  }
  return bare
}

const IMPORT = /^import \* as (__WEBPACK_EXTERNAL_MODULE_\w+) from "([^"]+)";$/gm

/**
 * `@actions/github` makes a client of `@actions/http-client` when it is loaded, for an agent and a `fetch` in place of
 * which it is always given others. This project needs that package too, for proxies, so it is not left out altogether.
 *
 * @param {string} source
 */
export const withoutHttpClient = (source) => {
  const [whole, before = '', variable = ''] = HTTP_CLIENT.exec(source) ?? []
  if (whole === undefined || !source.includes('function getProxyAgentDispatcher(')) return source
  const member = `${variable}(?:/\\*.*?\\*/)?\\.\\w+`
  const uses = source.match(new RegExp(`\\b${member}`, 'g')) ?? []
  const known = new RegExp(`new ${member}\\(\\);(?=\\n\\s+return hc\\.getAgent(Dispatcher)?\\()`, 'g')
  if (uses.length !== source.match(known)?.length)
    throw new Error(`@actions/github uses its HTTP client in a new way: see ${import.meta.url}`)
  return source
    .replace(whole, `${before}const ${variable} = class { getAgent() {} getAgentDispatcher() {} };`)
    .replaceAll(known, `new ${variable}();`)
}

const HTTP_CLIENT =
  /(\/\/ EXTERNAL MODULE: \S*\/@actions\/http-client\/lib\/index\.js\n)var (\w+) = __\w+_require__\(\d+\);/

/**
 * @param {{ identifier?: string, name?: string, reasons?: { moduleIdentifier?: string | null }[] }[]} modules
 * @throws Error where somebody else imports something by one of these names
 */
export function checkImporters(modules) {
  for (const [name, { importers }] of Object.entries(UNUSED)) {
    const external = modules.filter((module) => module.name === `external "${name}"`)
    for (const { moduleIdentifier } of external.flatMap(({ reasons = [] }) => reasons)) {
      // Of modules that were put together, each is named as well.
      if (
        moduleIdentifier &&
        !/\|[0-9a-f]{32}$/.test(moduleIdentifier) &&
        !importers.test(moduleIdentifier.replaceAll('\\', '/'))
      )
        throw new Error(`${moduleIdentifier} imports ${name}, which is not bundled: see ${import.meta.url}`)
    }
  }
}
