// @ts-check
// Our workflows, and those we show to be copied, ask for no more than they need and end in time.
import { parse } from 'yaml'
import { examples } from './workflows.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ uses?: string, with?: Record<string, unknown> }} Step */
/** @typedef {{ steps?: Step[], permissions?: unknown, concurrency?: unknown, 'timeout-minutes'?: unknown }} Job */
/** @typedef {{ permissions?: unknown, concurrency?: unknown, jobs?: Record<string, Job> }} Workflow */

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkWorkflowRights(project) {
  const ours = project.workflows().flatMap((file) => {
    const workflow = read(project.read(file))
    return [...rights(workflow), ...checkouts(workflow)].map((message) => ({ file, message }))
  })
  const shown = project.documents().flatMap((document) =>
    examples(project, document).flatMap(({ file, line, text }) => {
      const workflow = read(text)
      if (!Object.values(workflow.jobs ?? {}).some(touches)) return []
      return [...rights(workflow), ...queue(workflow)].map((message) => ({ file, line, message }))
    }),
  )
  return [...ours, ...shown]
}

/**
 * Invalid YAML and fragments of workflows are reported by other checks.
 * @param {string} text
 * @returns {Workflow}
 */
function read(text) {
  try {
    return parse(text) ?? {}
  } catch {
    return {}
  }
}

/** @param {Workflow} workflow */
function rights({ permissions, jobs = {} }) {
  return [
    ...(mayOnlyRead(permissions) ? [] : ['at the top, `permissions` must be {} or only read']),
    ...Object.entries(jobs)
      .filter(([, job]) => job.steps && job['timeout-minutes'] === undefined)
      .map(([name]) => `job ${name} has no timeout-minutes`),
  ]
}

/** @param {unknown} permissions */
const mayOnlyRead = (permissions) =>
  typeof permissions === 'object' &&
  permissions !== null &&
  Object.values(permissions).every((access) => access === 'read' || access === 'none')

/** @param {Workflow} workflow */
function checkouts({ jobs = {} }) {
  return Object.entries(jobs).flatMap(([name, { steps = [] }]) =>
    steps
      .filter(
        (step) => step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false,
      )
      .map(() => `job ${name}: checkout without persist-credentials: false`),
  )
}

/** @param {Job} job */
const touches = ({ steps = [] }) => steps.some(({ uses }) => /^[^/]+\/hh-resume-touch@/.test(uses ?? ''))

/**
 * Two runs at once would fight over one pair, and a run cancelled between refresh and save would lose it.
 * @param {Workflow} workflow
 */
function queue({ concurrency, jobs = {} }) {
  return Object.entries(jobs)
    .filter(([, job]) => touches(job))
    .flatMap(([name, job]) => {
      const own = [concurrency, job.concurrency].filter((it) => it !== undefined)
      if (own.length === 0) return [`job ${name} has no concurrency group`]
      return own.some(cancels) ? [`job ${name}: cancel-in-progress may lose the token pair`] : []
    })
}

/** @param {unknown} concurrency */
const cancels = (concurrency) =>
  typeof concurrency === 'object' &&
  concurrency !== null &&
  'cancel-in-progress' in concurrency &&
  concurrency['cancel-in-progress'] !== false
