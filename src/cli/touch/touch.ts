import type { Cli } from '../shared/cli.js'
import { complainOfSettings } from '../shared/complaints.js'
import { type ExitCode, exitOf } from '../shared/exit.js'
import { runOnce } from './once.js'

/** What the Action does, once. */
export async function touch(cli: Cli): Promise<ExitCode> {
  const round = await runOnce(cli)
  return round.ok ? exitOf(round.report) : complainOfSettings(round.problems, cli)
}
