import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SandboxUrls } from '../../sandbox/sandbox.js'
import { install } from '../support/action.js'
import { REPOSITORY } from '../support/world.js'
import { pointAtSandbox, readmeWorkflow, withoutKeysThatActLacks, withStepAfter } from './workflow.js'

/** What one run of the workflow came to. */
export interface WorkflowRun {
  exit: number | null
  /** All that the runner printed. */
  log: string
  /** As it stands in the log. */
  summary: string
}

export interface WorkflowOptions {
  /** Printed above the runner's log. */
  title: string
  urls: SandboxUrls
  secrets: Record<string, string>
  event?: 'schedule' | 'workflow_dispatch'
  /** Of `workflow_dispatch`. */
  inputs?: Record<string, string>
  /** The README's when left out, pointed at the sandbox. */
  workflow?: string
  /** Add a step that uses the outputs; true when left out. */
  stepAfter?: boolean
}

/** A working copy of a user's repository, and a runner. */
export interface Runner {
  run(options: WorkflowOptions): Promise<WorkflowRun>
  remove(): void
}

/** The action, as others name it in a workflow. */
const ACTION = 'hh-resume-touch/hh-resume-touch@v1'
/** A port without a listener, so that requests to other machines fail. */
const NOWHERE = 'http://127.0.0.1:9'

export function createRunner(act: string, repository = REPOSITORY): Runner {
  const action = install()
  const root = mkdtempSync(join(tmpdir(), 'e2e-'))
  const write = (name: string, content: string): string => {
    const file = join(root, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  const options = { cwd: join(root, 'repository'), env: environment(root) }
  // Without this file act asks which images it may use.
  write('act/actrc', '')
  workingCopy(options, repository)

  async function run({ title, urls, secrets, ...rest }: WorkflowOptions): Promise<WorkflowRun> {
    const { event = 'schedule', inputs = {}, stepAfter = true } = rest
    const pointed = rest.workflow ?? pointAtSandbox(readmeWorkflow(), urls)
    const known = withoutKeysThatActLacks(pointed)
    const workflow = stepAfter ? withStepAfter(known) : known
    const payload = { repository: { private: false }, inputs }
    const args = [
      event,
      `--workflows=${write('repository/.github/workflows/touch-resumes.yml', workflow)}`,
      `--eventpath=${write('event.json', JSON.stringify(payload))}`,
      `--secret-file=${write('secrets', asLines(secrets))}`,
      `--env=GITHUB_API_URL=${urls.githubUrl}`,
      '--platform=ubuntu-latest=-self-hosted',
      `--local-repository=${ACTION}=${action.folder}`,
      `--action-cache-path=${join(root, 'cache')}`,
      '--action-offline-mode',
      '--pull=false',
      '--no-cache-server',
    ]
    process.stdout.write(`\n=== ${title} ===\n`)
    const ended = await spawned(act, args, options)
    process.stdout.write(`=== exit ${ended.exit} ===\n`)
    return { ...ended, summary: summaryIn(ended.log) }
  }

  return {
    run,
    remove: () => {
      action.remove()
      rmSync(root, { recursive: true })
    },
  }
}

interface ProcessOptions {
  cwd: string
  env: NodeJS.ProcessEnv
}

/** What act wants to know of a repository it reads from git: its name, and that there is a commit. */
function workingCopy(options: ProcessOptions, repository: string): void {
  mkdirSync(options.cwd)
  const git = (...args: string[]) => execFileSync('git', args, { ...options, stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch=main')
  git('remote', 'add', 'origin', `https://github.com/${repository}.git`)
  git('commit', '--quiet', '--allow-empty', '--message=empty')
}

const environment = (root: string): NodeJS.ProcessEnv => ({
  // The Node that runs this is the one that the action's `using` means.
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: root,
  XDG_CONFIG_HOME: root,
  http_proxy: NOWHERE,
  https_proxy: NOWHERE,
  ...{ GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@example.org' },
  ...{ GIT_COMMITTER_NAME: 'test', GIT_COMMITTER_EMAIL: 'test@example.org' },
})

const asLines = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value.includes('\n') ? JSON.stringify(value) : value}\n`)
    .join('')

function spawned(
  program: string,
  args: string[],
  options: ProcessOptions,
): Promise<{ exit: number | null; log: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text
        process.stdout.write(text)
      })
    }
    child.on('error', fail)
    child.on('close', (exit) => done({ exit, log }))
  })
}

/** act prints what the step wrote to `GITHUB_STEP_SUMMARY`, once the step has ended. */
const summaryIn = (log: string): string => /⚙ {2}Summary - (.*?)(?=^\[Touch resumes)/ms.exec(log)?.[1] ?? ''
