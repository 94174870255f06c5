import { SCENARIOS, type Scenario } from '../../__tests__/scenarios/table.js'
import { createWorld, type World } from '../../__tests__/support/world.js'
import type { Reason } from '../../src/reasons/index.js'
import { EXTRAS } from './extras.js'
import type { Exhibit } from './page.js'
import { type Shown, show, showInTerminal } from './runner.js'

/** One run, with the world that it ran in, so that a scan knows what must not be seen. */
export interface Performance {
  name: string
  language: 'en' | 'ru'
  hidden: boolean
  scenario: Scenario
  world: World
  shown: Shown
  /** What the terminal command prints of it. */
  terminal: string | undefined
}

/** Every diagnostic's run, and the extras, in both languages. */
export async function performAll(names?: readonly string[]): Promise<Performance[]> {
  const all: Record<string, Scenario & { private?: boolean }> = { ...EXTRAS, ...SCENARIOS }
  const performances: Performance[] = []
  for (const [name, scenario] of Object.entries(all)) {
    if (names !== undefined && !names.includes(name as Reason)) continue
    for (const language of ['en', 'ru'] as const) {
      const world = createWorld(scenario.world)
      const shown = await show(world, scenario, { language, private: scenario.private === true })
      const terminal = await showInTerminal(createWorld(scenario.world), scenario, language)
      const hidden = scenario.private !== true
      performances.push({ name, language, hidden, scenario, world, shown, terminal })
    }
  }
  return performances
}

export const exhibitsOf = (performances: Performance[]): Exhibit[] =>
  [...new Set(performances.map(({ name }) => name))].map((name) => ({
    name,
    runs: performances.filter((performance) => performance.name === name),
  }))
