import { PERSONAL_DATA } from './item.js'
import type { Account, StandInResume } from './state.js'

/** `GET /me` of a person. */
export function meOfAccount(account: Account, resumes: StandInResume[]) {
  const own = resumes.filter((resume) => resume.account === account)
  const person = {
    ...flags(account.applicant ? 'applicant' : 'employer'),
    id: account.id,
    first_name: account.firstName,
    last_name: account.lastName,
    middle_name: PERSONAL_DATA.middleName,
    email: account.email,
    phone: account.phone,
  }
  if (!account.applicant) return person
  return {
    ...person,
    counters: {
      resumes_count: own.length,
      new_resume_views: own.reduce((sum, resume) => sum + resume.newViews, 0),
      unread_negotiations: 1,
    },
    resumes_url: 'https://api.hh.ru/resumes/mine',
    negotiations_url: 'https://api.hh.ru/negotiations',
    is_in_search: true,
    linked_socials: [],
  }
}

const flags = (authType: 'applicant' | 'employer' | 'application') => ({
  auth_type: authType,
  is_applicant: authType === 'applicant',
  is_employer: authType === 'employer',
  is_application: authType === 'application',
  is_admin: false,
  is_employer_integration: false,
})

/** `GET /me` of an application's own token. */
export const meOfApplication = flags('application')
