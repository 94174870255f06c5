import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

/** A program at a terminal of its own, and a person before it. */
export interface Seat {
  /** Waits until this stands on the screen, after what was waited for before. */
  sees(text: string | RegExp): Promise<RegExpExecArray>
  type(keys: string): void
  exit: Promise<number | null>
  /** All that was printed, without colours. */
  printed(): string
}

export const ENTER = '\r'
export const DOWN = '\u001b[B'

interface SeatOptions {
  cwd: string
  env: NodeJS.ProcessEnv
  columns?: number
}

/** `script` (util-linux) gives the program a terminal; what it prints goes into the test's own output, too. */
export function sitDown(command: readonly string[], { cwd, env, columns = 80 }: SeatOptions): Seat {
  process.stdout.write(`\n=== ${command.join(' ')} ===\n`)
  const line = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const child = spawn('script', ['-qefc', `stty cols ${columns} rows 40; ${line}`, '/dev/null'], {
    cwd,
    env: { TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  let seen = 0
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of [...listeners]) listener()
  }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    process.stdout.write(chunk)
    text += chunk
    changed()
  })
  const exit = once(child, 'close').then(([code]) => {
    changed()
    return code as number | null
  })
  const printed = () => stripVTControlCharacters(text).replaceAll('\r', '')
  /** Lines that the terminal's width broke are one again. */
  const joined = () => printed().replace(/[\s│]+/g, ' ')
  return {
    exit,
    printed,
    type: (keys) => child.stdin.write(keys),
    sees: (wanted) =>
      new Promise((resolve, reject) => {
        const pattern = typeof wanted === 'string' ? new RegExp(escaped(wanted)) : wanted
        const look = () => {
          const found = pattern.exec(joined().slice(seen))
          if (found === null) {
            if (child.exitCode === null) return
            listeners.delete(look)
            return reject(new Error(`it ended before it said ${pattern}:\n${printed()}`))
          }
          seen += found.index + found[0].length
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
      }),
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
