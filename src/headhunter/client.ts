import type { HeadHunter } from '../domain/headhunter.js'
import { createCall, type HeadHunterOptions } from './call.js'
import { createOAuth } from './oauth.js'
import { createResumes } from './resumes.js'

/** HeadHunter over HTTP. */
export const createHeadHunter = (options: HeadHunterOptions): HeadHunter => {
  const call = createCall(options)
  return { ...createOAuth(call, options), ...createResumes(call, options) }
}
