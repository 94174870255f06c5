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

const Payload = v.object({
  repository: v.object({
    visibility: v.optional(v.unknown()),
    private: v.optional(v.unknown()),
  }),
})

const Dispatch = v.object({ inputs: v.object({ 'auth-code': v.string() }) })

/** An event file that is missing or malformed gives an empty event. */
export function readEvent({ name, path }: EventSource): RunEvent {
  const payload = path === undefined ? undefined : readJson(path)
  const byHand = name === 'workflow_dispatch'
  return { visibility: visibilityOf(payload), byHand, authCode: byHand ? authCodeIn(payload) : '' }
}

const authCodeIn = (payload: unknown): string => {
  const parsed = v.safeParse(Dispatch, payload)
  return parsed.success ? parsed.output.inputs['auth-code'] : ''
}

function visibilityOf(payload: unknown): Visibility {
  const parsed = v.safeParse(Payload, payload)
  if (!parsed.success) return 'unknown'
  const { visibility, private: isPrivate } = parsed.output.repository
  if (visibility === 'public' || isPrivate === false) return 'public'
  if (visibility === 'private' || visibility === 'internal') return 'private'
  return isPrivate === true && visibility === undefined ? 'private' : 'unknown'
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
