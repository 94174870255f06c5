#!/usr/bin/env node
import { runCli } from './program.js'
import { processTools } from './shared/terminal.js'

const tools = await processTools()
process.exitCode = await runCli({ argv: process.argv.slice(2), tools })
tools.close()
