/** What a search did, by name: `runs`, `fault.token.reset`… */
export type Tally = Record<string, number>

export const count = (tally: Tally, name: string, by = 1): void => {
  tally[name] = (tally[name] ?? 0) + by
}

export const addUp = (tallies: Tally[]): Tally => {
  const sum: Tally = {}
  for (const tally of tallies) for (const [name, value] of Object.entries(tally)) count(sum, name, value)
  return sum
}

/** The counts under a prefix, the highest first. */
export const under = (tally: Tally, prefix: string): [name: string, count: number][] =>
  Object.entries(tally)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]): [string, number] => [name.slice(prefix.length), value])
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
