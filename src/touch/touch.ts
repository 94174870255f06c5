import { type Diagnostic, diagnostic } from '../domain/diagnostic.js'
import type { ResumeList } from '../domain/headhunter.js'
import type { ResumeResult } from '../domain/report.js'
import { explainForbidden } from '../headhunter/check-access-token.js'
import { barrier, pickWanted } from './plan.js'
import { endingOf, resultOf } from './result.js'
import { workInRounds } from './rounds.js'
import { type Job, type TouchPorts, TouchSession } from './session.js'
import { lookAfter } from './verify.js'

export interface TouchRequest {
  accessToken: string
  /** The list that let us in. */
  resumes: ResumeList
  resumeIds: 'all' | string[]
  maxWaitMs: number
  dryRun: boolean
}

/** Touches what may be touched, waits for what soon may be, and looks afterwards whether it took effect. */
export async function touchResumes(request: TouchRequest, ports: TouchPorts): Promise<ResumeResult[]> {
  const session = new TouchSession(request.accessToken, request.resumes, ports)
  const wanted = pickWanted(request.resumes.resumes, request.resumeIds)
  if (wanted.length === 0) ports.diagnostics.problem(diagnostic('no_published_resumes'))

  const jobs = new Map<string, Job>()
  for (const { id, resume } of wanted) {
    if (resume && barrier(resume) === undefined) {
      jobs.set(id, { resume, dueAt: resume.nextTouchAt, outcome: undefined })
    }
  }
  const endings = request.dryRun ? rehearse(jobs, request, session) : await perform(jobs, request, session)

  return wanted.map(({ id, resume }) => {
    const barred = barrier(resume)
    if (barred) return resultOf(id, resume, { outcome: 'failed', diagnostic: diagnostic(barred) })
    return endings(id)
  })
}

type Endings = (id: string) => ResumeResult

async function perform(
  jobs: Map<string, Job>,
  request: TouchRequest,
  session: TouchSession,
): Promise<Endings> {
  const all = [...jobs.values()]
  await workInRounds(all, request.maxWaitMs, session)
  const after = await lookAfter(all, session)
  const explained = await explain(all, session)
  return (id) => {
    const job = jobs.get(id) as Job
    return resultOf(id, after?.get(id) ?? job.resume, endingOf(job, after, explained))
  }
}

/** What a dry run says of a resume that it would touch, and of one for which it is too early. */
function rehearse(jobs: Map<string, Job>, request: TouchRequest, session: TouchSession): Endings {
  const reach = session.now() + request.maxWaitMs
  return (id) => {
    const { resume, dueAt } = jobs.get(id) as Job
    const reason = dueAt === undefined || dueAt <= reach ? 'dry_run' : 'too_early'
    const details = dueAt === undefined ? {} : { at: dueAt }
    return resultOf(id, resume, { outcome: 'skipped', diagnostic: diagnostic(reason, details) })
  }
}

/** `forbidden` for a touch: is it the application that may not? Asked once, whatever the number of resumes. */
async function explain(jobs: Job[], session: TouchSession): Promise<Diagnostic | undefined> {
  for (const { outcome } of jobs) {
    if (outcome === undefined || outcome.ok || outcome.diagnostic.reason !== 'forbidden') continue
    const answer = await explainForbidden(outcome.diagnostic, session.accessToken, session.ports.headHunter)
    return answer.diagnostic
  }
  return undefined
}
