import { constants } from 'node:os'

/** Signals that request the end of the process. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Linux ignores each signal to the first process of a container that has no listener. */
const isFirst = process.pid === 1

/** Lets a signal end the first process of a container while no command listens for it, as it ends any other process. */
export function endFirstProcess(): void {
  if (!isFirst) return
  // A search replaces it while the app runs.
  const { exit } = process
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) exit.call(process, codeOf(signal))
    })
  }
}

/** Ends this process like one that a signal has ended. */
export function endBy(signal: string): void {
  if (isFirst) process.exit(codeOf(signal))
  for (const caught of stopSignals) process.removeAllListeners(caught)
  process.kill(process.pid, signal)
}

/** The exit code by which a shell reports that a signal has ended a process. */
function codeOf(signal: string): number {
  const numbers: Readonly<Record<string, number | undefined>> = constants.signals
  return 128 + (numbers[signal] ?? 0)
}
