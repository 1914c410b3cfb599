#!/usr/bin/env node
import '../engine/base/runtime.ts'
import { execute } from './execute.ts'
import { endFirstProcess } from './stop-signals.ts'

endFirstProcess()

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await execute(process.argv.slice(2))
