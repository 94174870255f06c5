import { DAY, HOUR, MINUTE } from '../src/domain/clock.js'
import type { GitHubRepository } from './github/state.js'
import type { GitHubToken } from './github/tokens.js'
import type { Account, Application, IssuedPair, StandInResume } from './headhunter/state.js'
import type { Sandbox } from './sandbox.js'
import type { TelegramChat } from './telegram/state.js'

/** The objects that most tests need; they can be changed. */
export interface World {
  application: Application
  account: Account
  /** Three published resumes, touchable now. */
  resumes: StandInResume[]
  /** Valid, and in the repository's secrets `HH_ACCESS_TOKEN` and `HH_REFRESH_TOKEN`. */
  pair: IssuedPair
  /** Public, with the environment `production`. */
  repository: GitHubRepository
  /** Fine-grained, with the right to write. */
  githubToken: GitHubToken
  botToken: string
  chat: TelegramChat
}

export const WORLD_REPOSITORY = 'applicant/resume-touch'

/** Fills an empty sandbox. */
export function populate({ headHunter, github, telegram, clock }: Sandbox): World {
  const application = headHunter.addApplication()
  const account = headHunter.addAccount()
  const titles = ['Инженер по надёжности', 'Архитектор распределённых систем', 'Technical <Lead> & "Mentor"']
  const resumes = titles.map((title, index) =>
    headHunter.addResume({
      title,
      updatedAt: clock.now() - 5 * HOUR - index * MINUTE,
      createdAt: clock.now() - 90 * DAY,
    }),
  )
  const pair = headHunter.issuePair(account, application)
  const repository = github.addRepository(WORLD_REPOSITORY, { environments: ['production'] })
  github.setSecret('HH_ACCESS_TOKEN', pair.accessToken)
  github.setSecret('HH_REFRESH_TOKEN', pair.refreshToken)
  const githubToken = github.addToken('fine-grained')
  return {
    application,
    account,
    resumes,
    pair,
    repository,
    githubToken,
    botToken: telegram.addBot(),
    chat: telegram.addChat(),
  }
}
