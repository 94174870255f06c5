import type { Finding, Level, Verdict } from './diagnostic.js'

/** Collects what a run finds, in the order in which it comes up, nothing twice. */
export class Findings {
  readonly all: Finding[] = []

  add(level: Level, verdict: Verdict): void {
    const known = this.all.find((finding) => finding.verdict.reason === verdict.reason)
    if (known === undefined) this.all.push({ level, verdict })
    else if (level === 'problem') known.level = level
  }

  problem(verdict: Verdict): void {
    this.add('problem', verdict)
  }

  warning(verdict: Verdict): void {
    this.add('warning', verdict)
  }

  notice(verdict: Verdict): void {
    this.add('notice', verdict)
  }

  addAll(findings: Finding[]): void {
    for (const { level, verdict } of findings) this.add(level, verdict)
  }
}
