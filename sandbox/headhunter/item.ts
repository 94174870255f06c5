import type { StandInResume, StandInStatus } from './state.js'
import { TOUCH_INTERVAL } from './state.js'

/**
 * What answers carry of a person, beyond names and contacts of accounts: distinctive, so that a scan finds any of it
 * wherever it leaks to.
 */
export const PERSONAL_DATA = {
  firstName: 'Аполлинария',
  lastName: 'Преображенская-Зимняя',
  middleName: 'Евстафьевна',
  email: 'apollinaria.private@example.org',
  phone: '79165550142',
  formattedPhone: '+7 (916) 555-01-42',
  company: 'ООО «Секретный работодатель»',
  salary: 314_159,
  comment: 'звонить после заката',
} as const

/** Every string of `PERSONAL_DATA`. */
export const personalStrings: string[] = Object.values(PERSONAL_DATA).map(String)

const STATUS_NAMES: Record<StandInStatus, string> = {
  published: 'опубликовано',
  not_published: 'не опубликовано',
  blocked: 'заблокировано',
  on_moderation: 'на модерации',
}

/** HeadHunter's dates: Moscow time, no colon in the offset. */
export function hhDate(at: number): string {
  const moscow = new Date(at + 3 * 3_600_000)
  return `${moscow.toISOString().slice(0, 19)}+0300`
}

/** The part of an answer with a resume's status. */
const statusOf = (resume: StandInResume, now: number) => ({
  status: { id: resume.status, name: STATUS_NAMES[resume.status] ?? resume.status },
  blocked: resume.status === 'blocked',
  finished: resume.finished,
  can_publish_or_update: resume.finished && isOpen(resume.status) && now >= resume.updatedAt + TOUCH_INTERVAL,
})

const isOpen = (status: StandInStatus) => status === 'published' || status === 'not_published'

/** An item of `GET /resumes/mine`; `updatedAt` is the touch that the list already knows of. */
export function mineItem(resume: StandInResume, updatedAt: number, now: number) {
  const api = `https://api.hh.ru/resumes/${resume.id}`
  const download = {
    pdf: { url: `${api}/download/resume.pdf?type=pdf` },
    rtf: { url: `${api}/download/resume.rtf?type=rtf` },
  }
  const published = resume.status === 'published'
  return {
    id: resume.id,
    real_id: resume.id.slice(0, 8),
    title: resume.title,
    url: api,
    alternate_url: `https://hh.ru/resume/${resume.id}`,
    created: hhDate(resume.createdAt),
    created_at: hhDate(resume.createdAt),
    updated: hhDate(updatedAt),
    updated_at: hhDate(updatedAt),
    ...statusOf({ ...resume, updatedAt }, now),
    next_publish_at: published ? hhDate(updatedAt + TOUCH_INTERVAL) : null,
    access: { type: { id: 'clients', name: 'видно всем компаниям, зарегистрированным на HeadHunter' } },
    total_views: resume.totalViews,
    new_views: resume.newViews,
    views_url: `${api}/views`,
    similar_vacancies: { url: `${api}/similar_vacancies`, counters: { total: 128 } },
    actions: { download },
    download,
    visible: published,
    marked: false,
    paid_services: [{ id: 'resume_marked', name: 'Яркое резюме', active: false }],
    platform: { id: 'headhunter' },
    tags: [],
    ...personOf(resume),
  }
}

function personOf({ account }: StandInResume) {
  return {
    first_name: account.firstName,
    last_name: account.lastName,
    middle_name: PERSONAL_DATA.middleName,
    age: 43,
    gender: { id: 'female', name: 'Женский' },
    area: { id: '1', name: 'Москва', url: 'https://api.hh.ru/areas/1' },
    photo: null,
    salary: { amount: PERSONAL_DATA.salary, currency: 'RUR' },
    total_experience: { months: 158 },
    certificate: [],
    education: { level: { id: 'higher', name: 'Высшее' }, primary: [] },
    experience: [
      {
        company: PERSONAL_DATA.company,
        company_id: null,
        company_url: null,
        employer: null,
        area: { id: '1', name: 'Москва', url: 'https://api.hh.ru/areas/1' },
        position: 'Ведущий инженер',
        start: '2012-11-01',
        end: null,
        industries: [],
        industry: null,
      },
    ],
    hidden_fields: [],
    contact: [
      {
        type: { id: 'cell', name: 'Мобильный телефон' },
        kind: 'phone',
        contact_value: PERSONAL_DATA.formattedPhone,
        comment: PERSONAL_DATA.comment,
        preferred: true,
        need_verification: false,
        verified: true,
      },
      {
        type: { id: 'email', name: 'Эл. почта' },
        kind: 'email',
        contact_value: account.email,
        preferred: false,
      },
    ],
  }
}

/** `GET /resumes/{id}/status`. */
export const readinessOf = (resume: StandInResume, now: number) => ({
  ...statusOf(resume, now),
  publish_url: `https://api.hh.ru/resumes/${resume.id}/publish`,
  moderation_note: resume.moderationNotes,
  progress: {
    percentage: resume.missing.length === 0 ? 100 : 42,
    mandatory: resume.missing,
    recommended: [{ id: 'skills', name: 'Ключевые навыки' }],
  },
})
