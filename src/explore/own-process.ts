import { BrownoutError } from '../engine/base/errors.ts'

const consoleMethods = ['debug', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const

/** The promise of an error that is thrown without one. */
const noPromise = Promise.resolve()

/** The process that the app shares with the search. */
export interface SharedProcess {
  /** @throws BrownoutError if the app ended the process, or threw outside of any handler */
  check(): void
  /** Restores the process. */
  release(): void
}

/**
 * Keeps the app from ending the process, and from flooding the console.
 * @param end is called with the reason that ends the search
 */
export function shareProcess(end: (trouble: BrownoutError) => void): SharedProcess {
  let trouble: BrownoutError | undefined
  const fail = (found: BrownoutError): BrownoutError => {
    trouble ??= found
    end(trouble)
    return found
  }
  const { exit } = process
  process.exit = (code) => {
    throw fail(
      new BrownoutError(
        `The app calls process.exit(${code ?? ''}), which would end the search. Throw an error instead, and exit in the program's main file.`,
      ),
    )
  }
  const notCaught = (error: unknown): void => {
    // Listeners for unhandled rejections, such as a judged run, treat this as one.
    if (process.listenerCount('unhandledRejection') > 0) process.emit('unhandledRejection', error, noPromise)
    else fail(new BrownoutError(uncaughtInWords(error), { cause: error }))
  }
  process.on('uncaughtException', notCaught)
  const own = Object.fromEntries(consoleMethods.map((name) => [name, console[name]]))
  for (const name of consoleMethods) console[name] = () => {}
  return {
    check() {
      if (trouble !== undefined) throw trouble
    },
    release() {
      process.exit = exit
      process.off('uncaughtException', notCaught)
      Object.assign(console, own)
    },
  }
}

function uncaughtInWords(error: unknown): string {
  return `The app threw an uncaught error: ${error instanceof Error ? error.message : String(error)}. Catch it in its callback, and reject the promise of the function with it. A module that starts a server, or reads from a socket, must do so in a function: explore imports it again for each run.`
}
