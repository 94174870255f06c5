// Bundles what tsc compiled: the Action into dist, the terminal command into dist/cli, each with the licences of all
// that it carries. `node tools/bundle/main.mjs OUT` bundles to another folder.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { minifySync } from '@swc/core'
import ncc from '@vercel/ncc'
import { checkImporters, externals, withoutUnused } from './unused.mjs'

/** The tests rebuild it and compare. Returns the bundled modules. */
async function bundle(entry, folder) {
  const { code, assets, stats } = await ncc(resolve(entry), { externals, quiet: true })
  for (const [name, { source, permissions: mode }] of Object.entries({
    'index.js': { source: code },
    ...assets,
  })) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, name.endsWith('.js') ? minify(withoutUnused(String(source))) : source, { mode })
  }
  const modules = stats.toJson().modules.flatMap((module) => [module, ...(module.modules ?? [])])
  checkImporters(modules)
  return modules
}

/**
 * A third of the size for a runner to load and compile. ncc's own `minify` keeps every function that nothing calls, and
 * of a library that is most. Names stay, since libraries look at them.
 */
function minify(source) {
  const mangle = { keep_classnames: true, keep_fnames: true }
  return minifySync(source, { module: true, compress: true, mangle }).code
}
/** ncc's own `--license` writes the licences of one chunk over those of another, so they are gathered here. */
function licencesOf(modules) {
  const folders = new Set()
  for (const { nameForCondition: path } of modules) {
    const folder = path?.replaceAll('\\', '/').match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]
    if (folder !== undefined) folders.add(folder)
  }
  const entries = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((candidate) => /^(licen[cs]e|copying)/i.test(candidate))
    const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
    return { name, text: `${name} ${version}\n${license}\n${text}` }
  })
  const byName = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return byName.map(({ text }) => text.replaceAll('\r\n', '\n')).join('\n\n')
}

const out = process.argv[2] ?? 'dist'
rmSync(out, { recursive: true, force: true })
for (const [entry, folder] of [
  ['lib/src/index.js', out],
  ['lib/src/cli/index.js', join(out, 'cli')],
]) {
  const modules = await bundle(entry, folder)
  writeFileSync(join(folder, 'licenses.txt'), licencesOf(modules))
}
