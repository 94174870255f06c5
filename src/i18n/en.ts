import { code, given, type Phrasing, type Reason, type ReasonMessage } from '../reasons/index.js'
import type { Formats, LanguageWords } from './formats.js'
import type { Counts, InputMessages, ProgressMessages } from './types.js'

const words: LanguageWords = {
  locale: 'en-GB',
  units: {
    day: { one: 'day', other: 'days' },
    hour: { one: 'hour', other: 'hours' },
    minute: { one: 'minute', other: 'minutes' },
    second: { one: 'second', other: 'seconds' },
  },
  shortUnits: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  atTime: (time) => `at ${time}`,
  onDay: (day, time) => `on ${day} at ${time}`,
}

export const RESUMES = { one: 'resume', other: 'resumes' }

const inputs = ({ formats, forEnvironment, command, input: inputName }: Phrasing): InputMessages => ({
  missing: (input) =>
    `${code(input)} is empty. If it comes from a secret, check the secret’s name and that this repository has it.`,
  blank: (input) => `${code(input)} is blank. Save the value again.`,
  quoted: (input) => `${code(input)} is in quotes. Save the value without them.`,
  cyrillic: (input) =>
    `${code(input)} has Cyrillic letters, some of which look like Latin ones. Copy the value again from where it was issued.`,
  has_spaces: (input) =>
    `${code(input)} has a space, a line break or another character that does not belong there. Copy the value again in one piece.`,
  not_boolean: (input) => `${code(input)} must be ${code('true')} or ${code('false')}.`,
  not_duration: (input) =>
    `${code(input)} must be a duration such as ${code('90s')}, ${code('15m')} or ${code('1h')}.`,
  too_long_duration: (input, { longest }) =>
    `${code(input)} must be ${given(longest, (ms) => `${formats.duration(ms)} at most`) || 'shorter'}.`,
  not_one_of: (input, { allowed }) =>
    `${code(input)} must be ${given(allowed, (list) => `one of these: ${list}`) || 'one of the documented values'}.`,
  not_time_zone: (input) =>
    `${code(input)} must be the name of a time zone, such as ${code('Europe/Moscow')} or ${code('Asia/Almaty')}.`,
  not_url: (input) => `${code(input)} must be a whole address, such as ${code('https://api.example.com')}.`,
  not_secure_url: (input) =>
    `${code(input)} must begin with ${code('https://')}. Only this machine is allowed ${code('http://')}: ${code('http://localhost:8080')}.`,
  url_extras: (input) =>
    `${code(input)} must be an address without a user name, ${code('?')} or ${code('#')}. Remove them and what follows.`,
  no_code_in_address: (input) =>
    `${code(input)} is an address without a code. Log in again and copy the whole address at which the browser ends.`,
  bad_resume_id: (input) =>
    `${code(input)} has an invalid id. Copy the address of the resume’s page, such as ${code('https://hh.ru/resume/0123abcd…')}.`,
  all_mixed_with_ids: (input) => `${code(input)} has both ${code('all')} and ids. Keep one or the other.`,
  bad_secret_name: (input) =>
    `${code(input)} must be a secret’s name: Latin letters, digits and ${code('_')}, no digit first, no ${code('GITHUB_')} in front.`,
  same_secret_names: (input, { other }) =>
    `${code(input)} and ${given(other, code) || 'the other name'} are the same. Each token needs a secret of its own.`,
  app_incomplete: (input, { other }) =>
    `${code(input)} is empty, but ${given(other, code) || 'the other one'} is set. A GitHub App needs both: fill it in, or empty both.`,
  app_and_token: (input, { other }) =>
    `${code(input)} and ${given(other, code) || 'a GitHub App'} are both set. Keep one of them.`,
  not_pem: (input) =>
    `${code(input)} is not a private key. Paste the whole ${code('.pem')} file that GitHub gave you.`,
  telegram_pair_incomplete: (input, { other }) =>
    `${code(input)} is empty, but ${given(other, code) || 'the other one'} is set. Telegram needs both: fill it in, or empty both.`,
  bad_chat_id: (input) =>
    `${code(input)} must be a number such as ${code('-1001234567890')}, or ${code('@channel')}. Add ${code('/5')} for a topic.`,
  chat_without_minus: (input) =>
    `${code(input)} lacks the minus in front. A group’s number begins with ${code('-100')}.`,
  chat_is_link: (input) =>
    `${code(input)} is a link. Write ${code('@channel')} for ${code('t.me/channel')}, ${code('-1001234567890/5')} for ${code('t.me/c/1234567890/5')}.`,
  bad_bot_token: (input) =>
    `${code(input)} is not a bot’s token. Copy it whole from @BotFather: digits, a colon, letters.`,
  bad_user_agent: (input) =>
    `${code(input)} must be one line of Latin letters with a contact, such as ${code('MyResume/1.0 (me@example.com)')}.`,
  no_tokens: (input) =>
    `${code(input)} and the other tokens are empty. ${forEnvironment(`Get a code in the browser, run the workflow by hand and paste it into its ${inputName('auth-code')} field.`, `Run ${command('login')}.`)}`,
  unknown_setting: (name, { similar }) =>
    `${code(name)} is not a setting.${given(similar, (meant) => ` Did you mean ${code(meant)}?`)}`,
  cyrillic_name: (name) => `${code(name)} has Cyrillic letters in its name. Write the name in Latin letters.`,
})

const progressOf = (formats: Formats, reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
  // The sentence once; a save is tried for two minutes.
  attempt_failed: ({ diagnostic: { reason, details }, attempt, retryInMs }) => {
    const failed =
      attempt === 1
        ? `Attempt 1 failed. ${reasons[reason].happened(details)}`
        : `Attempt ${attempt} failed (\`${reason}\`).`
    return `${failed} Next attempt in ${formats.duration(retryInMs)}.`
  },
  listed: ({ count }) =>
    count === 0 ? 'This account has no resumes.' : `Found ${formats.plural(count, RESUMES)}.`,
  touching: ({ count }) => `Raising ${formats.plural(count, RESUMES)} …`,
  waiting: ({ count, until, lasts }) =>
    `Waiting ${formats.duration(lasts)} (until ${formats.short(until)}) to raise ${formats.plural(count, RESUMES)} …`,
  verifying: () => 'Checking that the dates have changed …',
  probing_store: () => 'Checking that a new token pair can be saved …',
  store_verified: () => 'A new token pair can be saved.',
  exchanging_code: () => 'Exchanging the code for a token pair …',
  refreshing: () => 'The access token no longer works. Getting a new pair …',
  listening: ({ lasts }) =>
    `HeadHunter’s first answer can still come. Listening for up to ${formats.duration(lasts)} …`,
  saving_pair: () => 'Saving the new token pair …',
  pair_staged: () => 'The new token pair is saved.',
  pair_settled: () => 'Each token is in its own place.',
  looking_for_other_run: ({ lasts }) =>
    `Checking whether another run renewed the pair, for up to ${formats.duration(lasts)} …`,
  interrupted_while_saving: () => 'Cancelling. The new token pair is saved first …',
})

/** In the order of the sentence; the first one names what is counted. */
const SAID: [keyof Counts, string][] = [
  ['touched', 'raised'],
  ['wouldTouch', 'would be raised'],
  ['later', 'too early'],
  ['failed', 'failed'],
]

/** The words around the reasons: log, summary, Telegram message, terminal. */
const report = ({ formats, forEnvironment, input }: Phrasing) => ({
  /** The name of a resume whose title is not shown; positions count from 1. */
  resume: (position: number) => `resume ${position}`,
  /** The run in a few words, for headings; no full stop. */
  result: (counts: Counts, problems: number) => {
    const parts = SAID.filter(([key]) => counts[key] > 0).map(([key, what], index) => {
      const many = index === 0 ? formats.plural(counts[key], RESUMES) : formats.number(counts[key])
      return `${many} ${what}`
    })
    const trouble = problems > 0 ? [formats.plural(problems, { one: 'problem', other: 'problems' })] : []
    return [...parts, ...trouble].join(', ')
  },
  nothingTouched: 'No resume was raised',
  dryRun: 'Dry run',
  cancelled: 'Cancelled',
  invalidInputs: 'The settings are wrong, nothing was done',
  notes: 'Notes',
  /** The text of the link to a reason's section in the documents. */
  details: 'More about it',
  requestId: (id: string) => `HeadHunter request id: ${id}`,
  andMore: (count: number) => `and ${formats.number(count)} more`,
  /** The table of resumes; short, for narrow windows. */
  columns: { resume: 'Resume', nextTouch: 'Next', outcome: 'Result', views: 'Views' },
  /** On a resume's own line. */
  nextAt: (at: number) => `next ${formats.moment(at)}`,
  /** On a line of its own: the earliest of all. */
  next: (at: number, lasts: number, zone?: string) =>
    `next in ${formats.span(lasts)} (${formats.short(at)}${zone === undefined ? '' : `, ${zone}`})`,
  tokens: 'Tokens',
  tokensRotated: 'New token pair saved',
  accessTokenUntil: (at: number) => `Access token valid until ${formats.day(at)}`,
  saving: {
    verified: 'The next pair can be saved: a test write worked',
    likely: 'Nothing speaks against saving the next pair; writing was not tried',
    no: 'The next pair can’t be saved at present',
    unknown: 'Nothing is known about saving the next pair',
  },
  githubTokenUntil: (at: number) => `GitHub token expires on ${formats.day(at)}`,
  /** The frame around a recovery code: a heading, and what it is for. */
  recoveryCode: 'RECOVERY CODE',
  recoveryCodeUse: `This code holds the new token pair; only you can open it. First fix what kept the pair from being saved: the error of this run names it. Then ${forEnvironment(
    `run the workflow by hand and paste the whole code into the ${input('auth-code')} field`,
    `put the whole code into ${input('auth-code')} and run again`,
  )}.`,
  /** Names of the log's folding groups. */
  groups: { tokens: 'Tokens', resumes: 'Resumes' },
  /** The text of the link from the message to the run. */
  runLink: 'Open the run',
})

export const en = { words, inputs, progressOf, report }
