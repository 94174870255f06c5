// @ts-check
// Links within the project lead somewhere, headings included. Addresses outside are only read, never called.
import { posix } from 'node:path'
import { readMarkdown } from './markdown.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

// Pages that GitHub makes itself, reached from a file's page: ../../issues/new, ../../security/advisories/new.
const GITHUB_PAGE = /^(\.\.\/)+(actions|discussions|issues|pulls|releases|security|settings)(\/|\?|$)/
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkLinks(project) {
  const documents = new Map(project.documents().map((file) => [file, readMarkdown(project.read(file))]))
  return [...documents].flatMap(([file, { links, undefinedReferences }]) => [
    ...links.flatMap(({ line, href }) => {
      const message = problem({ project, documents, file, href })
      return message ? [{ file, line, message }] : []
    }),
    ...undefinedReferences.map(({ line, href }) => ({
      file,
      line,
      message: `no link is defined for ${href}`,
    })),
  ])
}

/** @param {{ project: Project, documents: Map<string, { anchors: Set<string> }>, file: string, href: string }} link */
function problem({ project, documents, file, href }) {
  if (href === '') return 'a link without an address'
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return outside(href)
  if (GITHUB_PAGE.test(href)) return undefined
  const [path = '', anchor] = decoded(href).split('#')
  const target =
    path === ''
      ? file
      : posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path))
  if (target.startsWith('..')) return `${href} leads out of the repository`
  if (!project.has(target)) return `${href}: there is no such file`
  if (anchor === undefined || !target.endsWith('.md')) return undefined
  const anchors = documents.get(target)?.anchors ?? readMarkdown(project.read(target)).anchors
  return anchors.has(anchor) ? undefined : `${href}: ${target} has no heading #${anchor}`
}

/** @param {string} href */
function outside(href) {
  if (!URL.canParse(href)) return `${href} is not an address`
  const { protocol, hostname } = new URL(href)
  if (protocol === 'https:' || protocol === 'mailto:') return undefined
  return protocol === 'http:' && LOOPBACK.test(hostname) ? undefined : `${href}: use https`
}

/** @param {string} href */
function decoded(href) {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}
