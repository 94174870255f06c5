import { Command } from 'commander'

/** Commander's guess at what was meant; in its sentence, since it has no other place for it. */
export const similarIn = (error: unknown): string[] => {
  const [, list] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(String(error)) ?? []
  return list ? list.split(', ') : []
}

/** The known words that an unknown one resembles, as commander compares them. */
export const similarTo = (word: string, known: readonly string[]): string[] => {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  for (const name of known) command.command(name)
  let refusal: unknown
  try {
    command.parse([word], { from: 'user' })
  } catch (error) {
    refusal = error
  }
  return similarIn(refusal)
}
