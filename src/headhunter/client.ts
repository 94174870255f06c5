import type { HeadHunter } from '../domain/headhunter.js'
import { createOAuth } from './oauth.js'
import { createCall, type HeadHunterOptions } from './request.js'
import { createResumes } from './resumes.js'

export type { HeadHunterOptions } from './request.js'

/** HeadHunter over HTTP. */
export const createHeadHunter = (options: HeadHunterOptions): HeadHunter => {
  const call = createCall(options)
  return { ...createOAuth(call, options), ...createResumes(call, options) }
}
