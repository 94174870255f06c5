import { createCall, type HeadHunterOptions } from './call.js'
import type { HeadHunter } from './headhunter.js'
import { createOAuth } from './oauth.js'
import { createResumes } from './resumes.js'

export type { HeadHunterOptions } from './call.js'

/** HeadHunter over HTTP. */
export const createHeadHunter = (options: HeadHunterOptions): HeadHunter => {
  const call = createCall(options)
  return { ...createOAuth(call, options), ...createResumes(call, options) }
}
