#!/usr/bin/env node
import '../engine/base/runtime.ts'
import { CommanderError } from 'commander'
import { program } from './program.ts'
import { UsageError } from './usage-error.ts'

const usageError = 2

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program().parseAsync()
} catch (error) {
  // Commander has printed the errors that it throws: help, a version, or an error in the arguments.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageError
  } else {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = error instanceof UsageError ? usageError : 1
  }
}
