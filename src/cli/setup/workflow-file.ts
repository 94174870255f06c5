import { relative, resolve } from 'node:path'
import { defaultOf, type InputName } from '../../settings/settings.js'
import { EXIT } from '../shared/exit.js'
import { rawSetting } from '../shared/settings.js'
import { scheduleFor } from './schedule.js'
import { mayAsk, type Setup, type Step } from './state.js'
import { buildWorkflow, WORKFLOW_PATH } from './workflow.js'
import { readText, rootOf, writeText } from './working-copy.js'

/** The workflow in the working copy. */
export const workflowFile: Step = async (setup) => {
  const { cli, options } = setup
  const { screen, say } = cli
  const root = await rootOf(setup)
  const path = resolve(root, options.workflow ?? WORKFLOW_PATH)
  const name = relative(root, path) || path
  const text = workflowText(setup)
  const before = await readText(path)
  setup.workflow = { name, text }
  if (before === text) {
    screen.mark('good', say.setup.workflowSame(name))
    return undefined
  }
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWriteFile(name))
    for (const line of text.trimEnd().split('\n')) screen.print(`    ${line}`)
    return undefined
  }
  if (before !== undefined && !(await mayReplace(setup, { name, before, text }))) {
    setup.workflow.text = before
    screen.mark('warning', say.setup.workflowKept(name))
    return undefined
  }
  const failure = await writeText(path, text)
  if (failure !== undefined) {
    screen.printError(say.setup.cannotWrite(name, failure))
    return EXIT.problem
  }
  screen.mark('good', say.setup.workflowWritten(name))
  setup.toCommit.unshift(name)
  return undefined
}

interface Replacement {
  name: string
  before: string
  text: string
}

/** What the person changed in it is theirs; but whoever names another schedule wants that one. */
const mayReplace = async (setup: Setup, { name, before, text }: Replacement): Promise<boolean> => {
  const { cli, options } = setup
  if (options.force) return true
  if (options.schedule !== undefined && withoutSchedule(before) === withoutSchedule(text)) return true
  if (!mayAsk(setup)) return false
  return cli.ask.confirm({
    ...cli.say.answers,
    message: cli.say.setup.replaceWorkflow(name),
    setting: '--force',
    initial: false,
  })
}

const withoutSchedule = (workflow: string): string => workflow.replace(/^ *- cron: .*$/gm, '')

/** Settings that the workflow must name, since they are not what the action takes by itself. */
const CARRIED: readonly InputName[] = [
  'language',
  'host',
  'redirect-uri',
  'user-agent',
  'notify',
  'redact',
  'request-timeout',
  'access-token-secret',
  'refresh-token-secret',
  'api-url',
  'telegram-api-url',
  'github-api-url',
]

function workflowText({ cli, options, isPrivate }: Setup): string {
  const usual = scheduleFor(isPrivate)
  const inputs: Partial<Record<InputName, string>> = {}
  for (const name of CARRIED) {
    const value = rawSetting(cli, name)
    if (value !== '' && value !== defaultOf(name)) inputs[name] = value
  }
  return buildWorkflow({
    cron: options.schedule ?? usual.cron,
    maxWait: rawSetting(cli, 'max-wait') || usual.maxWait,
    environment: rawSetting(cli, 'environment') || undefined,
    inputs,
  })
}
