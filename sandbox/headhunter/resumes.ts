import type { SandboxClock } from '../clock.js'
import { type Answer, json, noContent } from '../exchange.js'
import { badArgument, cannotPublish, notFound, touchLimit } from './errors.js'
import { hhDate, mineItem, readinessOf } from './item.js'
import type { Account, HeadHunterState, StandInResume } from './state.js'
import { TOUCH_INTERVAL } from './state.js'

interface Options {
  state: HeadHunterState
  clock: SandboxClock
}

/** The calls on resumes, for an account whose token was accepted. */
export function createResumeDesk({ state, clock }: Options) {
  const own = (account: Account, resumeId: string) =>
    state.resumes.find((resume) => resume.id === resumeId && resume.account === account)

  function mine(account: Account, query: URLSearchParams, id: string): Answer {
    const resumes = state.resumes.filter((resume) => resume.account === account)
    const perPage = state.perPage
    const pages = Math.max(1, Math.ceil(resumes.length / perPage))
    const page = Number(query.get('page') ?? '0')
    if (!Number.isInteger(page) || page < 0) return badArgument('page', id)
    const items = resumes
      .slice(page * perPage, (page + 1) * perPage)
      .map((resume) => mineItem(resume, listedUpdate(resume), clock.now()))
    return json(200, { found: resumes.length, page, pages, per_page: perPage, items })
  }

  /** With a list that lags behind, the touch before the last one. */
  function listedUpdate(resume: StandInResume): number {
    if (clock.now() >= resume.updatedAt + state.listLag) return resume.updatedAt
    const last = state.touches.findLast((touch) => touch.resumeId === resume.id)
    return last?.previousAt ?? resume.updatedAt
  }

  function publish(account: Account, resumeId: string, id: string): Answer {
    const resume = own(account, resumeId)
    if (resume === undefined) return notFound(id)
    const closed = resume.status === 'blocked' || resume.status === 'on_moderation'
    if (closed || !resume.finished) return cannotPublish(id)
    const touched = resume.status === 'published'
    if (touched && clock.now() < resume.updatedAt + TOUCH_INTERVAL) return touchLimit(id)
    const kind = touched ? 'touched' : 'published'
    state.touches.push({ resumeId, kind, at: clock.now(), previousAt: resume.updatedAt })
    resume.status = 'published'
    resume.updatedAt = clock.now()
    return noContent()
  }

  function readiness(account: Account, resumeId: string, id: string): Answer {
    const resume = own(account, resumeId)
    return resume === undefined ? notFound(id) : json(200, readinessOf(resume, clock.now()))
  }

  /** Looking at the views resets the counter of new ones. */
  function views(account: Account, resumeId: string, id: string): Answer {
    const resume = own(account, resumeId)
    if (resume === undefined) return notFound(id)
    const found = resume.totalViews
    const fresh = resume.newViews
    resume.newViews = 0
    const items = Array.from({ length: Math.min(found, 20) }, (_, index) => ({
      created_at: hhDate(resume.updatedAt),
      viewed: index >= fresh,
      employer: { name: `Работодатель ${index + 1}` },
    }))
    const url = `https://api.hh.ru/resumes/${resume.id}`
    const nano = {
      id: resume.id,
      title: resume.title,
      url,
      alternate_url: `https://hh.ru/resume/${resume.id}`,
    }
    return json(200, { found, page: 0, pages: Math.ceil(found / 20), per_page: 20, items, resume: nano })
  }

  return { mine, publish, readiness, views }
}
