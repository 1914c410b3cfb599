#!/usr/bin/env node
import '../engine/base/runtime.ts'
import { endFirstProcess } from './signals.ts'

// Before the rest is loaded: a signal that arrives meanwhile would be lost.
endFirstProcess()

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const { execute } = await import('./execute.ts')
await execute(process.argv.slice(2))
