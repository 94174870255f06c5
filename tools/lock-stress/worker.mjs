// One process that takes the lock again and again. What it writes at each entering and leaving is appended at one stroke, with
// the time of a clock that all processes share.
import { appendFileSync } from 'node:fs'

const [built, file, log, name] = process.argv.slice(2)
const { lockFile } = await import(`${built}/env-file/lock.js`)
const { systemClock } = await import(`${built}/domain/clock.js`)

const write = (event) => appendFileSync(log, `${name} ${event} ${process.hrtime.bigint()}\n`)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

for (;;) {
  const held = await lockFile({ path: file, clock: systemClock })
  if (!held.ok) {
    write('refused')
    continue
  }
  write('in')
  await pause(Math.random() * (Math.random() < 0.1 ? 300 : 5))
  write('out')
  await held.release()
  await pause(Math.random() * 4)
}
