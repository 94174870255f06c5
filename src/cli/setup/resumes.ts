import type { Resume } from '../../domain/headhunter.js'
import { isolateBidi } from '../../report/markup.js'
import { settingName } from '../shared/env-source.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { areAtGitHub } from './at-github.js'
import { mayAsk, remember, type Setup, type Step } from './state.js'

/** All that are published, or some of them. */
export const chooseResumes: Step = async (setup) => {
  const { cli, resumes } = setup
  const { screen, say } = cli
  const given = rawSetting(cli, 'resume-ids')
  const before = given || 'all'
  const list = resumes?.resumes ?? []
  // The environment would outweigh an answer.
  if (list.length === 0 || !mayAsk(setup) || isFromEnvironment(cli, 'resume-ids')) {
    if (given === '' && (await isSecretThere(setup))) {
      screen.mark('note', say.setup.resumesBySecret(setup.repository))
      return undefined
    }
    screen.mark('good', say.setup.resumesAre(before))
    return checkIds(setup, before)
  }
  const chosen = await ask(setup, list, before)
  // `all` as well: it is to replace the ids that the secret may hold.
  const stopped = chosen === given ? undefined : await remember(setup, { 'resume-ids': chosen })
  if (stopped !== undefined) return stopped
  screen.mark('good', say.setup.resumesAre(chosen))
  return undefined
}

async function ask({ cli }: Setup, list: Resume[], before: string): Promise<string> {
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
  return read.ok && areAtGitHub(setup, read.settings, [settingName('resume-ids')])
}

/** An id of somebody else's resume shows now rather than in the first run. */
async function checkIds({ cli, resumes }: Setup, ids: string): Promise<undefined> {
  if (resumes === undefined || ids === 'all') return
  const own = resumes.resumes.map(({ id }) => id)
  const strangers = ids.split(/[\s,;]+/).filter((id) => id !== '' && !own.includes(id))
  for (const id of strangers) cli.screen.mark('warning', cli.say.setup.strangerId(id))
}
