import { escapeHtml } from '../../report/markup.js'

/** What is to be run, and when. */
export interface Work {
  /** `hh-resume-touch`, with `-NAME` for a further account. */
  name: string
  /** Absolute path of the program, then its arguments, as the program is to get them. */
  command: readonly string[]
  /** Absolute. */
  folder: string
  /** Variables; `PATH`, in which `node` and other programs are found, among them. */
  environment: Readonly<Record<string, string>>
  /** Of the hour. */
  minute: number
}

/** A schedule entry of one system. */
export interface Entry {
  files: readonly { path: string; text: string; encoding?: 'utf16le' }[]
  /** In this order, once the files are there. */
  activate: readonly (readonly string[])[]
  /** In this order, before the files go. A failure means that it was not there. */
  deactivate: readonly (readonly string[])[]
  /** Afterwards. */
  cleanUp?: readonly (readonly string[])[]
  /** The system keeps a copy of its own: the files are needed no longer. */
  areFilesTemporary?: boolean
  /** Where runs are logged: a file, or a command. */
  log: string
}

const DESCRIPTION = 'Raises resumes on HeadHunter'

/** Wrong settings and a login that is needed do not get better by trying again. */
const FINAL_EXITS = '2 3'

/** https://www.freedesktop.org/software/systemd/man/systemd.timer.html, systemd.service, systemd.syntax */
export function systemdEntry(work: Work, configHome: string): Entry {
  const { name, command, folder, environment, minute } = work
  const base = `${configHome}/systemd/user/${name}`
  const variables = Object.entries(environment).map(([key, value]) => systemdWord(`${key}=${value}`))
  const service = `[Unit]
Description=${DESCRIPTION}

[Service]
Type=oneshot
WorkingDirectory=${folder.replaceAll('%', '%%')}
${variables.map((variable) => `Environment=${variable}\n`).join('')}\
ExecStart=${command.map((word) => systemdWord(word.replaceAll('$', '$$$$'))).join(' ')}
Restart=on-failure
RestartSec=5min
RestartPreventExitStatus=${FINAL_EXITS}
`
  const timer = `[Unit]
Description=${DESCRIPTION}, every hour

[Timer]
OnCalendar=*-*-* *:${twoDigits(minute)}:00
Persistent=true

[Install]
WantedBy=timers.target
`
  const systemctl = (...words: string[]) => ['systemctl', '--user', ...words]
  return {
    files: [
      { path: `${base}.service`, text: service },
      { path: `${base}.timer`, text: timer },
    ],
    activate: [systemctl('daemon-reload'), systemctl('enable', '--now', `${name}.timer`)],
    deactivate: [systemctl('disable', '--now', `${name}.timer`), systemctl('stop', `${name}.service`)],
    cleanUp: [systemctl('daemon-reload')],
    log: `journalctl --user -u ${name}`,
  }
}

const twoDigits = (minute: number): string => String(minute).padStart(2, '0')

/** A word in double quotes, where `%` and `\` have a meaning of their own. */
const systemdWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`

/** `man launchd.plist`; agents of the user who is logged in; `uid` is their number. */
export function launchdEntry(work: Work, { home, uid }: { home: string; uid: number }): Entry {
  const { name, command, folder, environment, minute } = work
  const [label, domain] = [`local.${name}`, `gui/${uid}`]
  const file = `${home}/Library/LaunchAgents/${label}.plist`
  const log = `${home}/Library/Logs/${name}.log`
  const agent = {
    Label: label,
    ProgramArguments: command,
    WorkingDirectory: folder,
    EnvironmentVariables: environment,
    StartCalendarInterval: { Minute: minute },
    StandardOutPath: log,
    StandardErrorPath: log,
  }
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plist(agent)}
</plist>
`
  return {
    files: [{ path: file, text }],
    // One that is loaded already would be refused: it goes first.
    activate: [['launchctl', 'bootstrap', domain, file]],
    deactivate: [['launchctl', 'bootout', `${domain}/${label}`]],
    log: `~/Library/Logs/${name}.log`,
  }
}

/** A value of a property list. */
function plist(value: unknown): string {
  if (typeof value === 'number') return `<integer>${value}</integer>`
  if (typeof value === 'string') return `<string>${escapeHtml(value)}</string>`
  const [kind, items] = Array.isArray(value)
    ? ['array', value.map(plist)]
    : ['dict', Object.entries(value as object).flatMap(([key, item]) => [`<key>${key}</key>`, plist(item)])]
  return `<${kind}>\n${items.join('\n').replace(/^/gm, '  ')}\n</${kind}>`
}

/** https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */
export function taskSchedulerEntry(work: Work, temporaryFolder: string): Entry {
  const { name, command, folder, minute } = work
  const [program = '', ...words] = command
  const text = `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${DESCRIPTION}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT1H</Interval>
      </Repetition>
      <StartBoundary>2026-01-01T00:${twoDigits(minute)}:00</StartBoundary>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${escapeHtml(['--headless', program, ...words].map(windowsWord).join(' '))}</Arguments>
      <WorkingDirectory>${escapeHtml(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`
  const file = `${temporaryFolder}\\${name}-task.xml`
  return {
    files: [{ path: file, text, encoding: 'utf16le' }],
    activate: [['schtasks', '/Create', '/F', '/TN', name, '/XML', file]],
    deactivate: [['schtasks', '/Delete', '/F', '/TN', name]],
    areFilesTemporary: true,
    log: `schtasks /Query /V /FO LIST /TN ${name}`,
  }
}

/** As Windows programs take their command line apart: backslashes count double only before a quote. */
export const windowsWord = (word: string): string =>
  /^[^\s"]+$/.test(word)
    ? word
    : `"${word.replace(/(\\*)("|$)/g, (_, slashes, quote) => slashes + slashes + (quote && '\\"'))}"`
