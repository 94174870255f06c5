import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  launchdEntry,
  systemdEntry,
  taskSchedulerEntry,
  type Work,
  windowsWord,
} from '../../../../src/cli/setup/entries.js'

const WORK: Work = {
  name: 'hh-resume-touch',
  command: [
    '/opt/my node/bin/node',
    '--',
    '/home/анна/50% "off" $HOME & <co>/cli.js',
    'touch',
    '--max-wait',
    '59m',
  ],
  folder: '/home/анна/50% off',
  environment: { PATH: '/opt/my node/bin:/usr/bin', HH_ENV_FILE: '/home/анна/50% off/.env.anna' },
  minute: 13,
}
const has = (program: string) => spawnSync(program, ['--version']).error === undefined

describe('systemd', () => {
  const { files, activate, deactivate } = systemdEntry(WORK, '/home/анна/.config')

  test('a service and its timer, in the user’s own folder', () => {
    expect(files.map(({ path }) => path)).toEqual([
      '/home/анна/.config/systemd/user/hh-resume-touch.service',
      '/home/анна/.config/systemd/user/hh-resume-touch.timer',
    ])
    expect(activate.at(-1)).toEqual(['systemctl', '--user', 'enable', '--now', 'hh-resume-touch.timer'])
    expect(deactivate[0]).toEqual(['systemctl', '--user', 'disable', '--now', 'hh-resume-touch.timer'])
  })

  test('spaces, quotes, percent and dollar signs reach the program as they are', () => {
    expect(files[0]?.text).toContain(
      'ExecStart="/opt/my node/bin/node" "--" "/home/анна/50%% \\"off\\" $$HOME & <co>/cli.js" "touch" "--max-wait" "59m"',
    )
    expect(files[0]?.text).toContain('Environment="HH_ENV_FILE=/home/анна/50%% off/.env.anna"')
    expect(files[0]?.text).toContain('RestartPreventExitStatus=2 3')
  })

  const verify = has('systemd-analyze') ? test : test.skip
  verify('systemd itself has nothing against it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'units ö '))
    try {
      const node = join(folder, 'my node', 'node')
      mkdirSync(dirname(node))
      symlinkSync(process.execPath, node)
      const real = systemdEntry({ ...WORK, command: [node, ...WORK.command.slice(1)], folder }, folder)
      const paths = real.files.map(({ path, text }) => {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
        return path
      })
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', ...paths], {
        encoding: 'utf8',
        env: { ...process.env, XDG_RUNTIME_DIR: folder },
      })
      expect(stderr.split('\n').filter((line) => line.includes('hh-resume-touch'))).toEqual([])
      expect(status).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('launchd', () => {
  const { files, activate, deactivate } = launchdEntry(WORK, { home: '/Users/анна', uid: 501 })

  test('an agent of the user, loaded and unloaded by its label', () => {
    const path = '/Users/анна/Library/LaunchAgents/local.hh-resume-touch.plist'
    expect(files.map((file) => file.path)).toEqual([path])
    expect(activate).toEqual([['launchctl', 'bootstrap', 'gui/501', path]])
    expect(deactivate).toEqual([['launchctl', 'bootout', 'gui/501/local.hh-resume-touch']])
  })

  const read = has('python3') ? test : test.skip
  read('a property list that says what was meant', () => {
    const script = 'import plistlib,json,sys;print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))'
    const { stdout } = spawnSync('python3', ['-c', script], { input: files[0]?.text, encoding: 'utf8' })
    expect(JSON.parse(stdout)).toMatchObject({
      Label: 'local.hh-resume-touch',
      ProgramArguments: WORK.command,
      WorkingDirectory: WORK.folder,
      EnvironmentVariables: WORK.environment,
      StartCalendarInterval: { Minute: 13 },
    })
  })
})

describe('Task Scheduler', () => {
  const command = ['C:\\Program Files\\nodejs\\node.exe', '--', 'C:\\Users\\Ann & Co\\cli.js', 'touch']
  const { files, activate, deactivate, areFilesTemporary } = taskSchedulerEntry(
    { ...WORK, command },
    'C:\\Temp',
  )

  test('a task from a description that goes again', () => {
    const [file] = files
    expect(areFilesTemporary).toBe(true)
    expect(activate).toEqual([
      ['schtasks', '/Create', '/F', '/TN', 'hh-resume-touch', '/XML', 'C:\\Temp\\hh-resume-touch-task.xml'],
    ])
    expect(deactivate).toEqual([['schtasks', '/Delete', '/F', '/TN', 'hh-resume-touch']])
    expect(file?.encoding).toBe('utf16le')
    expect(file?.text).toContain(
      '<Arguments>--headless &quot;C:\\Program Files\\nodejs\\node.exe&quot; -- &quot;C:\\Users\\Ann &amp; Co\\cli.js&quot; touch</Arguments>',
    )
  })

  test.each([
    ['plain', 'plain'],
    ['C:\\a b\\', '"C:\\a b\\\\"'],
    ['say "hi" \\"x', '"say \\"hi\\" \\\\\\"x"'],
    ['', '""'],
  ])('a word as Windows takes it apart: %j', (word, quoted) => expect(windowsWord(word)).toBe(quoted))
})
