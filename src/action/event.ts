import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Visibility } from '../domain/report.js'

/** What is read off the event that started the run (docs: GitHub, “Webhook events and payloads”). */
export interface RunEvent {
  visibility: Visibility
  /** `workflow_dispatch`: a person started the run by hand. */
  byHand: boolean
  /**
   * The workflow's field `auth-code`; may be empty. Read from the event file because the runner prints every value under
   * `with:` into the log, and a code must not be printed.
   */
  authCode: string
}

export interface EventSource {
  /** `GITHUB_EVENT_NAME` */
  name: string | undefined
  /** `GITHUB_EVENT_PATH` */
  path: string | undefined
}

const Repository = v.object({ visibility: v.optional(v.unknown()), private: v.optional(v.unknown()) })
const Payload = v.object({
  repository: v.fallback(Repository, {}),
  inputs: v.fallback(v.object({ 'auth-code': v.string() }), { 'auth-code': '' }),
})

/** What is missing or malformed in the event file counts as empty. */
export function readEvent({ name, path = '' }: EventSource): RunEvent {
  const { repository, inputs } = readPayload(path)
  const byHand = name === 'workflow_dispatch'
  return { visibility: visibilityOf(repository), byHand, authCode: byHand ? inputs['auth-code'] : '' }
}

function visibilityOf({ visibility, private: isPrivate }: v.InferOutput<typeof Repository>): Visibility {
  if (visibility === 'public' || isPrivate === false) return 'public'
  if (visibility === 'private' || visibility === 'internal') return 'private'
  return isPrivate === true && visibility === undefined ? 'private' : 'unknown'
}

function readPayload(path: string): v.InferOutput<typeof Payload> {
  try {
    return v.parse(Payload, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return v.parse(Payload, {})
  }
}
