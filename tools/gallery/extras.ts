import type { Scenario } from '../../__tests__/scenarios/table.js'
import type { World } from '../../__tests__/support/world.js'
import type { StandInResume } from '../../sandbox/headhunter/state.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'

/** Usual titles and hostile ones. */
const TITLES = [
  'Кладовщик',
  'Senior C++ | Go developer [remote]',
  '<b>Sales</b> manager & "closer" <img src=x onerror=alert(1)>',
  '👩‍🔬 Лаборант 🇰🇿 → инженер-технолог',
  'مهندس برمجيات (C#) ועוד',
  'Очень длинное название резюме, '.repeat(7).trim(),
  '**Bold** _claims_ `code` [link](https://example.com) #1 @hh $100 ~~no~~',
  'Водитель категорий B, C, E',
  '',
  'Кладовщик',
]

/** Ten resumes with such titles, in every state that a resume may be in. */
function tenResumes(world: World): undefined {
  const { headHunter, clock } = world.sandbox
  const touchable = clock.now() - 9 * HOUR
  const changes: Partial<StandInResume>[] = [
    {},
    {},
    { updatedAt: clock.now() - HOUR },
    {},
    { updatedAt: clock.now() - 3 * HOUR },
    {},
    { status: 'blocked' },
    { finished: false },
    { status: 'not_published' },
    {},
  ]
  world.resumes.splice(0)
  headHunter.state.resumes.splice(0)
  TITLES.forEach((title, index) => {
    const views = { totalViews: 37 * (index + 1) ** 2, newViews: (index * 3) % 7 }
    const given = { title: title || null, updatedAt: touchable, ...views, ...changes[index] }
    world.resumes.push(headHunter.addResume(given))
  })
  return undefined
}

/** Runs that are worth a look besides the diagnostics: a name, and whether the repository is private. */
export const EXTRAS: Record<string, Scenario & { private: boolean }> = {
  'the README’s picture': {
    ends: 'green',
    private: true,
    arrange: (world) => {
      const titles = ['Product manager', 'Senior product manager, B2B', 'Head of product']
      world.sandbox.clock.advance(15 * DAY)
      world.resumes.forEach((resume, index) => {
        Object.assign(resume, { title: titles[index], totalViews: 240 + 97 * index, newViews: 3 * index })
        if (index === 2) resume.updatedAt = world.sandbox.clock.now() - 90 * MINUTE
      })
      return undefined
    },
  },
  'ten resumes, named one by one, in a private repository': {
    ends: 'red',
    private: true,
    world: { token: 'expiring' },
    arrange: (world) => {
      tenResumes(world)
      return { 'resume-ids': world.resumes.map(({ id }) => id).join(' ') }
    },
  },
  'the same in a public one': {
    ends: 'red',
    private: false,
    world: { token: 'expiring' },
    arrange: (world) => {
      tenResumes(world)
      return { 'resume-ids': world.resumes.map(({ id }) => id).join(' ') }
    },
  },
  'a new token pair, then touches': {
    ends: 'green',
    private: true,
    arrange: (world) => {
      world.sandbox.clock.advance(15 * DAY)
      return undefined
    },
  },
  'a wait of 25 minutes': {
    ends: 'green',
    private: true,
    arrange: (world) => {
      for (const resume of world.resumes) resume.updatedAt = world.sandbox.clock.now() - 3.6 * HOUR
      return { 'max-wait': '1h' }
    },
  },
}
