/** An invariant that did not hold. */
class Violation extends Error {
  /** Short and stable, to compare by. */
  readonly rule: string

  constructor(rule: string, detail = '') {
    super(detail === '' ? rule : `${rule}: ${detail}`)
    this.name = 'Violation'
    this.rule = rule
  }
}

export function must(holds: boolean, rule: string, detail: () => string = () => ''): asserts holds {
  if (!holds) throw new Violation(rule, detail())
}
