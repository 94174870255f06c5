// @ts-check
// The shipped packages: only free licenses, no install scripts, no dependencies besides the bundles, a complete lock file.

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ dev?: boolean, devOptional?: boolean, peer?: boolean, optional?: boolean, license?: string, hasInstallScript?: boolean, optionalDependencies?: Record<string, string> }} Package */

const LOCK = 'package-lock.json'
const BUNDLES = ['dist/licenses.txt', 'dist/cli/licenses.txt']
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
])

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkSupplyChain(project) {
  /** @type {[string, Package][]} */
  const packages = Object.entries(project.json(LOCK).packages)
  const known = new Map(packages.map(([path, it]) => [nameOf(path), it]))
  return [
    ...packages
      .filter(([path, it]) => path !== '' && !it.dev && !it.devOptional)
      .map(([path]) => ({ file: LOCK, message: `${path} would be installed: the bundles carry all` })),
    ...notLocked(packages),
    ...BUNDLES.flatMap((file) => bundled(project, file, known)),
  ]
}

/**
 * A platform's package that was not to be had when the lock file was written; `npm ci` then refuses to run anywhere.
 * @param {[string, Package][]} packages
 */
function notLocked(packages) {
  const paths = new Set(packages.map(([path]) => path))
  return packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`))
      .map(([name, version]) => ({ file: LOCK, message: `${path}: ${name}@${version} is not locked` })),
  )
}

/** @param {string} path such as node_modules/a/node_modules/@b/c */
const nameOf = (path) => path.split('node_modules/').at(-1) ?? path

/**
 * @param {Project} project
 * @param {string} file
 * @param {Map<string, Package>} known
 */
function bundled(project, file, known) {
  if (!project.has(file)) return [{ file, message: 'missing: run `npm run build`' }]
  return readLicenses(project.read(file), known).flatMap(({ line, name, license }) => [
    ...(ALLOWED.has(license)
      ? []
      : [{ file, line, message: `${name}: license ${license} is not on our list` }]),
    ...(known.get(name)?.hasInstallScript
      ? [{ file, line, message: `${name} runs a script when it is installed` }]
      : []),
  ])
}

/**
 * The build writes `name version`, the license and its text for each package.
 * @param {string} text
 * @param {Map<string, unknown>} known names of packages: a license's text may look like one
 */
function readLicenses(text, known) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name = line.match(/^(\S+) \d+\.\d+\.\d+\S*$/)?.[1]
    return name && known.has(name) ? [{ line: index + 1, name, license: lines[index + 1] ?? '' }] : []
  })
}
