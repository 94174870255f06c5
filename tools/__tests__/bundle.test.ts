import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checkImporters, withoutHttpClient, withoutUnused } from '../bundle/unused.mjs'

const imported = (name: string, uses: string) =>
  `import * as __WEBPACK_EXTERNAL_MODULE_x__ from "${name}";\nimport { y } from "z";\n${uses}\n`

describe('what packages load for nothing', () => {
  test.each([
    ['undici', '({ ["fetch"]: () => (__WEBPACK_EXTERNAL_MODULE_x__.fetch) });'],
    ['undici', 'new __WEBPACK_EXTERNAL_MODULE_x__.ProxyAgent()'],
    ['./oidc-utils.js', '__WEBPACK_EXTERNAL_MODULE_x__.OidcClient'],
    ['./platform.js', ''],
  ])('%s is left out: %s', (name, uses) => {
    const bare = withoutUnused(imported(name, uses))
    expect(bare).not.toMatch(`"${name}"`)
    expect(bare).toMatch(/^const __WEBPACK_EXTERNAL_MODULE_x__ = \{/)
    expect(bare).toContain('import { y } from "z";')
  })

  test.each([
    ['undici', '__WEBPACK_EXTERNAL_MODULE_x__.Agent'],
    ['./platform.js', '__WEBPACK_EXTERNAL_MODULE_x__.isLinux'],
    ['another', '__WEBPACK_EXTERNAL_MODULE_x__.thing'],
  ])('%s is needed for something new: %s', (name, uses) => {
    expect(() => withoutUnused(imported(name, uses))).toThrow('is now used')
  })

  test('a request by undici would be heard of', () => {
    const bare = withoutUnused(imported('undici', '__WEBPACK_EXTERNAL_MODULE_x__.fetch()'))
    expect(() => new Function(bare.replace(/^import.*$/m, ''))()).toThrow('this bundle has no undici')
  })

  test('somebody else imports something of the same name', () => {
    const external = (importer: string) => [
      { name: 'external "undici"', reasons: [{ moduleIdentifier: importer }] },
    ]
    expect(() => checkImporters(external('/x/node_modules/other/index.js'))).toThrow('other/index.js')
    expect(() =>
      checkImporters(external('C:\\x\\node_modules\\@actions\\github\\lib\\utils.js')),
    ).not.toThrow()
  })

  const octokit = (client: string) => `// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js
var lib = __webpack_require__(585);
function getProxyAgent(url) {
    const hc = new lib${client}();
    return hc.getAgent(url);
}
function getProxyAgentDispatcher(url) {
    const hc = new lib${client}();
    return hc.getAgentDispatcher(url);
}`

  test.each(['.HttpClient', '/* HttpClient */.Qq'])(
    'Octokit starts without an HTTP client: lib%s',
    (client) => {
      const bare = withoutHttpClient(octokit(client))
      expect(bare).not.toContain('__webpack_require__')
      const agents = new Function(`${bare}\nreturn [getProxyAgent(''), getProxyAgentDispatcher('')]`)()
      expect(agents).toEqual([undefined, undefined])
    },
  )

  test('Octokit uses its HTTP client in a new way', () => {
    expect(() => withoutHttpClient(`${octokit('.HttpClient')}\nnew lib.HttpClient().get('x')`)).toThrow(
      'new way',
    )
  })

  test('a chunk without any of it stays as it is', () => {
    expect(withoutUnused('const a = 1')).toBe('const a = 1')
  })
})

test('all that a runner loads or may load is at most 0.8 MB', () => {
  const chunks = readdirSync('dist').filter((name) => name.endsWith('.js'))
  const bytes = chunks.reduce((sum, name) => sum + statSync(join('dist', name)).size, 0)
  expect(bytes).toBeLessThan(800_000)
  for (const name of chunks) expect(readFileSync(join('dist', name), 'utf8')).not.toMatch(/from ?"undici"/)
})
