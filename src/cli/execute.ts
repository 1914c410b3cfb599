import { CommanderError } from 'commander'
import { printable } from '../engine/base/printable.ts'
import { program } from './program.ts'
import { UsageError } from './usage-error.ts'

const usageError = 2

/** Runs the command line with these words, without the name of the program. Prints errors, and sets the exit code of the process. */
export async function execute(words: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(words, { from: 'user' })
  } catch (error) {
    // Commander has printed the errors that it throws: help, a version, or an error in the arguments.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : usageError
    } else {
      console.error(printable(`error: ${error instanceof Error ? error.message : String(error)}`))
      process.exitCode = error instanceof UsageError ? usageError : 1
    }
  }
}
