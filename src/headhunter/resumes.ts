import * as v from 'valibot'
import type {
  HeadHunter,
  Me,
  Resume,
  ResumeList,
  ResumeReadiness,
  ResumeStatus,
} from '../domain/headhunter.js'
import type { HttpResponse } from '../domain/http.js'
import { parseJson } from '../http/body.js'
import { serverTime } from '../http/headers.js'
import { type Outcome, ok } from '../reasons/index.js'
import type { Call, HeadHunterOptions, Reply } from './call.js'
import { unreadable } from './errors.js'

/** A person has at most twenty resumes, so more pages than this are an error. */
const MOST_PAGES = 50

const text = v.fallback(v.string(), '')
const count = v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0)

/**
 * `2015-05-10T04:00:00+0300`, HeadHunter's form of ISO 8601, or one with a colon or a fraction, in milliseconds since the
 * epoch; undefined for anything else.
 */
export const parseMoment = (value: string): number | undefined => {
  const [, local, hours, minutes] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|([+-]\d{2}):?(\d{2}))$/.exec(value) ?? []
  const at = Date.parse(hours === undefined ? `${local}Z` : `${local}${hours}:${minutes}`)
  return Number.isNaN(at) ? undefined : at
}

const moment = v.fallback(v.optional(v.pipe(v.string(), v.transform(parseMoment))), undefined)
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^[A-Za-z0-9]{1,64}$/))

/** Strict about the id, lenient about the rest: one odd resume must not stop the others. */
const ResumeItem = v.object({
  id,
  title: text,
  status: v.fallback(v.object({ id: v.string() }), { id: '' }),
  blocked: v.fallback(v.boolean(), false),
  next_publish_at: moment,
  updated_at: moment,
  total_views: count,
  new_views: count,
  alternate_url: text,
})
const ResumesBody = v.object({
  // An item without a usable id is left out.
  items: v.array(v.fallback(v.nullable(ResumeItem), null)),
  pages: v.nullish(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform(Number),
      v.integer(),
      v.minValue(0),
      v.maxValue(MOST_PAGES),
    ),
    1,
  ),
})

const named = v.fallback(v.object({ name: text }), { name: '' })
const names = v.fallback(v.array(named), [])
const StatusBody = v.object({
  progress: v.fallback(v.object({ mandatory: names }), { mandatory: [] }),
  moderation_note: names,
})

const MeBody = v.union([v.object({ is_applicant: v.boolean() }), v.object({ auth_type: v.string() })])

/** The person's own resumes: the list, the touch, and why one can't be published. */
export const createResumes = (
  call: Call,
  options: HeadHunterOptions,
): Pick<HeadHunter, 'me' | 'resumes' | 'publish' | 'readiness'> => ({
  async me(accessToken): Promise<Outcome<Me>> {
    const body = parseReply(await call({ method: 'GET', route: '/me', accessToken }), MeBody)
    if (!body.ok) return body
    const { value } = body
    return ok({
      isApplicant: 'is_applicant' in value ? value.is_applicant : value.auth_type === 'applicant',
    })
  },

  resumes: (accessToken) => allPages((page) => pageOfResumes(accessToken, page, call, options)),

  async publish(accessToken, id) {
    const route = '/resumes/{id}/publish'
    const path = `/resumes/${encodeURIComponent(id)}/publish`
    const reply = await call({ method: 'POST', route, path, accessToken })
    return reply.ok ? { ok: true } : reply
  },

  async readiness(accessToken, id): Promise<Outcome<ResumeReadiness>> {
    const route = '/resumes/{id}/status'
    const path = `/resumes/${encodeURIComponent(id)}/status`
    const body = parseReply(await call({ method: 'GET', route, path, accessToken }), StatusBody)
    if (!body.ok) return body
    const { progress, moderation_note: notes } = body.value
    return ok({ missing: namesIn(progress.mandatory), notes: namesIn(notes) })
  },
})

const parseReply = <S extends v.GenericSchema>(reply: Reply, schema: S): Outcome<v.InferOutput<S>> =>
  reply.ok ? parseBody(reply.response, schema) : { ok: false, diagnostic: reply.diagnostic }

/** Parses a body by its schema. The diagnostic of a mismatch never contains the body. */
const parseBody = <S extends v.GenericSchema>(
  response: HttpResponse,
  schema: S,
): Outcome<v.InferOutput<S>> => {
  const json = parseJson(response.body)
  if (json === undefined) return { ok: false, diagnostic: unreadable('answer_not_json', response) }
  const parsed = v.safeParse(schema, json)
  return parsed.success
    ? ok(parsed.output)
    : { ok: false, diagnostic: unreadable('answer_unexpected', response) }
}

const namesIn = (entries: { name: string }[]): string[] =>
  entries.map(({ name }) => oneLine(name)).filter((name) => name !== '')

interface Page extends ResumeList {
  pages: number
}

const pageOfResumes = async (
  accessToken: string,
  page: number,
  call: Call,
  { clock }: HeadHunterOptions,
): Promise<Outcome<Page>> => {
  // No paging parameter is documented for this list: none is sent until the answer says that there are pages.
  const query = page === 0 ? {} : { page: String(page) }
  const reply = await call({ method: 'GET', route: '/resumes/mine', query, accessToken })
  if (!reply.ok) return { ok: false, diagnostic: reply.diagnostic }
  const body = parseBody(reply.response, ResumesBody)
  if (!body.ok) return body
  const { items } = body.value
  const resumes = items.flatMap((item) => (item === null ? [] : [toResume(item)]))
  if (items.length > 0 && resumes.length === 0)
    return { ok: false, diagnostic: unreadable('answer_unexpected', reply.response) }
  return ok({
    resumes,
    pages: body.value.pages,
    serverTime: serverTime(reply.response, clock.now()),
  })
}

/** Without duplicates: a page comes twice if the list changed or the parameter is ignored. */
const allPages = async (
  fetchPage: (page: number) => Promise<Outcome<Page>>,
): Promise<Outcome<ResumeList>> => {
  const resumes = new Map<string, Resume>()
  let latest: Page = { resumes: [], pages: 1, serverTime: 0 }
  for (let number = 0; number === 0 || number < latest.pages; number++) {
    const page = await fetchPage(number)
    if (!page.ok) return page
    latest = page.value
    for (const resume of latest.resumes) resumes.set(resume.id, resume)
  }
  return ok({ resumes: [...resumes.values()], serverTime: latest.serverTime })
}

const STATUSES: readonly ResumeStatus[] = ['published', 'not_published', 'blocked', 'on_moderation']

/** Text from outside on one line, without control characters; cut to a length that fits a report. */
export const oneLine = (value: string): string =>
  value
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)

const toResume = (item: v.InferOutput<typeof ResumeItem>): Resume => ({
  id: item.id,
  title: oneLine(item.title),
  status: item.blocked ? 'blocked' : (STATUSES.find((status) => status === item.status.id) ?? 'unknown'),
  nextTouchAt: item.next_publish_at,
  updatedAt: item.updated_at,
  views: item.total_views,
  newViews: item.new_views,
  url: /^https:\/\/[A-Za-z0-9.:-]{1,100}\/[A-Za-z0-9/._~%?=&-]{0,200}$/.test(item.alternate_url)
    ? item.alternate_url
    : undefined,
})
