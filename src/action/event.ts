import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Visibility } from '../domain/report.js'

/** What is read off the event that started the run (docs: GitHub, “Webhook events and payloads”). */
export interface RunEvent {
  visibility: Visibility
  /** `workflow_dispatch`: a person pressed the button, and watches. */
  byHand: boolean
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

/** Whatever the file holds, or does not: what can't be read is unknown. */
export const readEvent = ({ name, path }: EventSource): RunEvent => ({
  visibility: path === undefined ? 'unknown' : visibilityOf(path),
  byHand: name === 'workflow_dispatch',
})

function visibilityOf(path: string): Visibility {
  const parsed = v.safeParse(Payload, readJson(path))
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
