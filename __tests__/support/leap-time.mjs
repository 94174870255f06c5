// Loaded before the program: a wait of a minute or more is over at once, and the clocks have gone on by as much.
const LONG = 60_000
const SOON = 50
const { now } = Date
const { setTimeout: schedule } = globalThis
const monotonic = performance.now.bind(performance)
let leapt = 0

Date.now = () => now() + leapt
performance.now = () => monotonic() + leapt
globalThis.setTimeout = (callback, delay = 0, ...rest) => {
  if (delay < LONG) return schedule(callback, delay, ...rest)
  const leap = () => {
    leapt += delay
    callback(...rest)
  }
  return schedule(leap, SOON)
}
