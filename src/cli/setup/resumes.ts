import type { Resume } from '../../domain/headhunter.js'
import { isolateBidi } from '../../report/markup.js'
import { settingName } from '../shared/env-source.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { areAtGitHub } from './account.js'
import { canAsk, remember, type Setup, type Step } from './state.js'
import { prefixOf } from './workflow.js'

/** All that are published, or some of them. */
export const chooseResumes: Step = async (setup) => {
  const { cli, resumes } = setup
  const { screen, say } = cli
  const given = rawSetting(cli, 'resume-ids')
  const before = given || 'all'
  const list = resumes?.resumes ?? []
  // The environment would outweigh an answer.
  const isAsked = list.length > 0 && canAsk(setup) && !isFromEnvironment(cli, 'resume-ids')
  if (!isAsked && given === '' && (await isSecretThere(setup))) {
    screen.mark('note', say.setup.resumesBySecret(setup.repository))
    return setup
  }
  const chosen = isAsked ? await askFor(setup, list, before) : before
  screen.mark('good', say.setup.resumesAre(chosen))
  for (const id of strangers(setup, chosen)) screen.mark('warning', say.setup.strangerId(id))
  const after = isAsked && chosen !== given ? await remember(setup, { 'resume-ids': chosen }) : setup
  return { ...after, resumeIds: chosen }
}

async function askFor({ cli }: Setup, list: Resume[], before: string): Promise<string> {
  const { ask, say, screen } = cli
  const setting = settingName('resume-ids')
  const which = await ask.choose<'all' | 'some'>({
    message: say.setup.whichResumes,
    setting,
    choices: [
      { value: 'all', label: say.setup.allPublished },
      { value: 'some', label: say.setup.someResumes },
    ],
    initial: before === 'all' ? 'all' : 'some',
  })
  if (which === 'all') return 'all'
  for (;;) {
    const ids = await ask.chooseMany({
      message: say.setup.tickResumes,
      setting,
      choices: list.map(({ id, title, status }) => ({
        value: id,
        label: isolateBidi(title) || id,
        hint: say.resumes.statuses[status],
      })),
      initial: list.map(({ id }) => id).filter((id) => before.includes(id)),
    })
    if (ids.length > 0) return ids.join(',')
    screen.printError(say.setup.tickOne)
  }
}

/** Chosen in an earlier run, perhaps in another folder; it can't be read. */
async function isSecretThere(setup: Setup): Promise<boolean> {
  const read = loadSettingsWithOrWithoutTokens(setup.cli)
  const name = prefixOf(setup.account) + settingName('resume-ids')
  return read.ok && areAtGitHub(setup, read.settings, [name])
}

/** An id of somebody else's resume shows now rather than in the first run. */
function strangers({ resumes }: Setup, ids: string): string[] {
  if (resumes === undefined || ids === 'all') return []
  const own = resumes.resumes.map(({ id }) => id)
  return ids.split(/[\s,;]+/).filter((id) => id !== '' && !own.includes(id))
}
