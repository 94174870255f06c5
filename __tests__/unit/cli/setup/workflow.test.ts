import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import {
  buildWorkflow,
  newFileLink,
  RECOMMENDED,
  WORKFLOW_PATH,
  type WorkflowOptions,
} from '../../../../src/cli/setup/workflow.js'
import { LANGUAGES } from '../../../../src/settings/settings.js'
import { openProject } from '../../../../tools/checks/project.mjs'
import { checkWorkflows } from '../../../../tools/checks/workflows.mjs'

const USUAL: WorkflowOptions = { ...RECOMMENDED, rights: 'app', language: 'en' }
const expression = (text: string) => `\${{ ${text} }}`
const QUIET = { cron: '13 7-22 * * *', timezone: 'Europe/Moscow', maxWait: '1h' }

describe('the workflow', () => {
  test('is valid YAML for any values', () => {
    const inputs = { host: 'hh.kz', 'user-agent': "It's: me/1.0 (a@b) # no", language: 'no' } as const
    const workflow = parse(
      buildWorkflow({ ...USUAL, cron: '7 */2 * * *', maxWait: '90s', environment: "o'n: x", inputs }),
    )
    expect(workflow.on.schedule).toEqual([{ cron: '7 */2 * * *' }])
    expect(Object.keys(workflow.on.workflow_dispatch.inputs)).toEqual(['auth-code', 'dry-run'])
    expect(workflow.permissions).toEqual({})
    expect(workflow.concurrency).toEqual({
      group: 'hh-resume-touch',
      'cancel-in-progress': false,
      queue: 'max',
    })
    const { touch } = workflow.jobs
    expect(touch['timeout-minutes']).toBe(17)
    expect(touch.environment).toEqual({ name: "o'n: x", deployment: false })
    expect(touch.steps[0].uses).toBe('hh-resume-touch/hh-resume-touch@v1')
    expect(touch.steps[0].with).toMatchObject({ ...inputs, environment: "o'n: x", 'max-wait': '90s' })
  })

  test('the recommended schedule, with neither environment nor a code under `with`', () => {
    const { jobs, on } = parse(buildWorkflow(USUAL))
    expect(on.schedule).toEqual([{ cron: '13 * * * *' }])
    expect(jobs.touch.environment).toBeUndefined()
    expect(jobs.touch.steps[0].with).toMatchObject({
      'max-wait': '5m',
      'github-app-client-id': expression('secrets.HH_GITHUB_APP_CLIENT_ID'),
      'github-app-private-key': expression('secrets.HH_GITHUB_APP_PRIVATE_KEY'),
    })
    expect(jobs.touch.steps[0].with).not.toHaveProperty('auth-code')
    expect(jobs.touch.steps[0].with).not.toHaveProperty('github-token')
  })

  test('no wait is none', () => {
    const { jobs } = parse(buildWorkflow({ ...USUAL, maxWait: '0' }))
    expect(jobs.touch.steps[0].with).not.toHaveProperty('max-wait')
  })

  test('the job has time for a wait that is written with a no-break space', () => {
    const { jobs } = parse(buildWorkflow({ ...USUAL, maxWait: '1\u00a0h' }))
    expect(jobs.touch['timeout-minutes']).toBe(75)
  })

  test('the fields of the form are in the person’s language', () => {
    const { inputs } = parse(buildWorkflow({ ...USUAL, language: 'ru' })).on.workflow_dispatch
    expect(inputs['auth-code'].description).toMatch(/^\p{Script=Cyrillic}/u)
  })

  test('several accounts: a job for each, with its own secrets and queue; a run by hand is for one', () => {
    const { on, jobs, concurrency } = parse(buildWorkflow({ ...USUAL, accounts: ['main', 'ANNA'] }))
    expect(on.workflow_dispatch.inputs.account).toMatchObject({ required: true, options: ['main', 'ANNA'] })
    expect(concurrency).toBeUndefined()
    const { touch } = jobs
    expect(touch.strategy.matrix.include).toEqual([
      { account: 'main', prefix: '' },
      { account: 'ANNA', prefix: 'ANNA_' },
    ])
    expect(touch.concurrency.group).toContain('matrix.account')
    const [{ if: condition, with: inputs }] = touch.steps
    expect(condition).toBe("inputs.account == '' || inputs.account == matrix.account")
    expect(inputs).toMatchObject({
      'client-id': expression("secrets[format('{0}HH_CLIENT_ID', matrix.prefix)]"),
      'refresh-token-secret': `${expression('matrix.prefix')}HH_REFRESH_TOKEN`,
      'github-app-client-id': expression('secrets.HH_GITHUB_APP_CLIENT_ID'),
    })
  })

  test('one account with a prefix needs no matrix', () => {
    const { jobs } = parse(buildWorkflow({ ...USUAL, accounts: ['ANNA'] }))
    expect(jobs.touch.strategy).toBeUndefined()
    expect(jobs.touch.steps[0].with).toMatchObject({
      'access-token': expression('secrets.ANNA_HH_ACCESS_TOKEN'),
      'access-token-secret': 'ANNA_HH_ACCESS_TOKEN',
    })
  })

  test('an Enterprise Server gets no key that it does not know', () => {
    const text = buildWorkflow({ ...USUAL, environment: 'resumes', isGitHubCom: false })
    expect(parse(text).concurrency).not.toHaveProperty('queue')
    expect(parse(text).jobs.touch.environment).toBe('resumes')
  })

  const forms: Record<string, Partial<WorkflowOptions>> = {
    usual: {},
    token: { rights: 'token' },
    environment: { environment: 'resumes' },
    'quiet nights': QUIET,
    several: { accounts: ['main', 'ANNA', 'BORIS_2'] },
    'one further': { accounts: ['ANNA'] },
    'another site': { inputs: { host: 'hh.kz', language: 'ru' } },
  }
  test.each(
    LANGUAGES.flatMap((language) =>
      Object.entries(forms).map(([name, form]) => [name, language, form] as const),
    ),
  )('GitHub’s own language service has nothing against it: %s, %s', async (_, language, form) => {
    const text = buildWorkflow({ ...USUAL, language, ...form })
    const action = openProject('.').read('action.yml')
    const project = {
      ...openProject('.'),
      read: (path: string) => (path === 'action.yml' ? action : text),
      workflows: () => [WORKFLOW_PATH],
      documents: () => [],
    }
    expect(await checkWorkflows(project as never)).toEqual([])
    const broken = {
      ...project,
      read: (path: string) => (path === 'action.yml' ? action : `${text}nonsense: 1\n`),
    }
    expect(await checkWorkflows(broken as never)).toHaveLength(1)
  })

  test.each([
    ['README.md', {}],
    ['README.ru.md', { language: 'ru', inputs: { language: 'ru' } }],
  ] as [string, Partial<WorkflowOptions>][])('%s shows what `setup` writes', (file, form) => {
    const [, shown] = /^```yaml\n(name: .*?)^```$/ms.exec(readFileSync(file, 'utf8')) ?? []
    expect(shown).toBe(buildWorkflow({ ...USUAL, ...form }))
  })

  test('GitHub’s page for a new file is filled in', () => {
    const text = buildWorkflow(USUAL)
    const link = new URL(newFileLink('https://github.com', 'owner/name', text))
    expect(link.pathname).toBe('/owner/name/new/HEAD')
    expect(link.searchParams.get('filename')).toBe(WORKFLOW_PATH)
    expect(link.searchParams.get('value')).toBe(text)
  })
})
