import type { Visibility } from '../action/event.js'
import type { Messages } from '../i18n/types.js'
import type { Redact } from '../settings/settings.js'

/** `auto` hides unless the event says that the repository is private: what is unknown may be public. */
export const hides = (redact: Redact, visibility: Visibility): boolean =>
  redact === 'always' || (redact === 'auto' && visibility !== 'private')

/** How one resume is called, in a way that its owner can tell it from the others. */
export interface ResumeName {
  id: string
  title: string
  /** Its page on the site; undefined when it is not known or hidden. */
  url: string | undefined
}

interface Named {
  id: string
  title: string
  url: string | undefined
}

/** Who reads: in which language, and whether titles and ids are hidden from them. */
export interface Audience {
  messages: Messages
  hidden: boolean
}

/** The names of all resumes of a run, in their order. Titles that are not unique, or hidden, get a part of the id. */
export function namesOf(resumes: readonly Named[], { hidden, messages }: Audience): ResumeName[] {
  return resumes.map((resume, index) => {
    const position = messages.report.resume(index + 1)
    if (hidden) return { id: tail(resume.id), title: withTail(position, resume.id), url: undefined }
    const { id, title, url } = resume
    if (title === '') return { id, title: id, url }
    const unique = resumes.filter((other) => other.title === title).length === 1
    return { id, title: unique ? title : withTail(title, id), url }
  })
}

const SHOWN = 4

/** The last four of an id; nothing of one that is too short to keep anything back. */
const tail = (id: string): string => (id.length > SHOWN ? `…${id.slice(-SHOWN)}` : '')

const withTail = (name: string, id: string): string => (tail(id) === '' ? name : `${name} (${tail(id)})`)
