import { type Tally, under } from './tally.js'

const total = (tally: Tally, prefix: string): number =>
  under(tally, prefix).reduce((sum, [, value]) => sum + value, 0)

/** What a search did, in lines for a terminal. */
export function summary(tally: Tally): string[] {
  const of = (name: string) => tally[name] ?? 0
  const list = (prefix: string) =>
    under(tally, prefix)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')
  return [
    `lives ${of('lives')}, of which ${of('lives with several rotations')} with several rotations`,
    `runs ${of('runs')}: ${list('ended.')}`,
    `two runs at once ${of('overlaps')}, runs with old inputs ${of('runs with old inputs')}`,
    `rotations ${of('rotations')}, codes exchanged ${of('exchanges')}, pairs staged ${of('write.staged')}`,
    `recovery codes printed ${of('codes printed')}, pairs recovered ${of('notice.recovered')}`,
    `the account after each step: ${list('pair.')}`,
    `losses: ${list('loss.') || 'none'}`,
    `signals ${total(tally, 'signal.')}: ${list('signal.')}`,
    `hard kills ${total(tally, 'kill.')}: ${list('kill.')}`,
    `changes of the world: ${list('change.')}`,
    `faults ${total(tally, 'fault.')}:`,
    ...faultLines(tally),
    `problems: ${list('problem.')}`,
    `warnings: ${list('warning.')}`,
    `notices: ${list('notice.')}`,
    `resumes: ${list('resume.')}`,
  ]
}

function faultLines(tally: Tally): string[] {
  const targets = [...new Set(under(tally, 'fault.').map(([name]) => name.split('.')[0] ?? ''))].sort()
  return targets.map((target) => {
    const kinds = under(tally, `fault.${target}.`)
    return `  ${target}: ${kinds.map(([kind, value]) => `${kind} ${value}`).join(', ')}`
  })
}
