#!/usr/bin/env node
import { runCli } from './program.js'
import { EXIT } from './shared/exit.js'
import { processTools } from './shared/terminal.js'

// A process that ends for want of work, or by an error that nobody foresaw, must not look like a success.
process.exitCode = EXIT.problem

const tools = await processTools()
const exit = await runCli({ argv: process.argv.slice(2), tools })
// What is still being awaited is left: a signal has come, or it is of no use any more.
await tools.close()
process.exit(exit)
