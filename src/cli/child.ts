import { starter } from '../commands/starter.ts'
import { whyNotStarted } from '../engine/base/why-not-started.ts'
import { endSignals, exitCodeOf, isForCommand } from './signals.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs a command, and passes on the signals that request the end of this process.
 * @param started is called once it runs
 * @returns its exit code; 128 and the signal's number if a signal ended it
 * @throws UsageError if it cannot be started
 */
export function runChild(
  [command = '', ...words]: readonly string[],
  env: Readonly<Record<string, string>>,
  started: () => void = () => {},
): Promise<number> {
  return new Promise((succeed, fail) => {
    const start = starter()!
    const child = start(command, words, { stdio: 'inherit', env: { ...process.env, ...env } })
    const passOn = (signal: NodeJS.Signals): void => {
      if (isForCommand(signal, process.stdin.isTTY)) child.kill(signal)
    }
    for (const signal of endSignals) process.on(signal, passOn)
    child.on('spawn', started)
    const isOver = (): void => {
      for (const signal of endSignals) process.off(signal, passOn)
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      isOver()
      fail(new UsageError(`Cannot run "${command}": ${whyNotStarted(error)}.`, { cause: error }))
    })
    child.on('exit', (code, signal) => {
      isOver()
      succeed(signal === null ? (code ?? 1) : exitCodeOf(signal))
    })
  })
}
