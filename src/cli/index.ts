#!/usr/bin/env node
import { endInterrupted } from '../domain/shutdown.js'
import { codeOf } from '../http/faults.js'
import { cliMessages } from '../i18n/cli/index.js'
import { runCli } from './program.js'
import { languageOf } from './shared/options.js'
import { EXIT } from './shared/outcome.js'
import { processTools } from './shared/terminal.js'

const usageMessages = () => cliMessages(languageOf(undefined, process.env, undefined)).usage

// A process that ends early, with nothing left to wait for, must not look like a success.
process.exitCode = EXIT.problem
// Node would print the bundle's source and the error's message, which can hold secrets.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  const usage = usageMessages()
  const isFolderGone = error.syscall === 'uv_cwd'
  process.stderr.write(`${isFolderGone ? usage.folderGone : usage.unexpected(codeOf(error) ?? error.name)}\n`)
  process.exit(isFolderGone ? EXIT.usage : EXIT.problem)
})

const tools = await processTools()
const exit = await runCli({ argv: process.argv.slice(2), tools })
const lost = await tools.close()
if (lost !== undefined) process.stderr.write(`${usageMessages().outputLost(lost)}\n`)
// Ends without waiting for pending work: it was interrupted or is no longer needed.
if (exit === EXIT.interrupted) endInterrupted()
process.exit(exit === EXIT.done && lost !== undefined ? EXIT.problem : exit)
