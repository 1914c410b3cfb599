import { constants } from 'node:os'
import type { ProcessExit } from '../engine/model/server-link.ts'

/** The signals that request the end of a process, which can catch them. SIGBREAK is Ctrl+Break, on Windows only. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const

/** Linux ignores each signal to the first process of a container that has no listener. */
const isFirst = process.pid === 1

/**
 * Whether a signal has to be passed on to the command in the foreground.
 * @param hasTerminal whether stdin is a terminal
 */
export function isForCommand(signal: NodeJS.Signals, hasTerminal: boolean, platform: NodeJS.Platform = process.platform): boolean {
  // The console of Windows sends each to the command as well, and passing one on would end the command at once.
  if (platform === 'win32') return false
  // A terminal has sent it to the command as well, which can treat a second one as a forced exit.
  return signal !== 'SIGINT' || !hasTerminal
}

/** Lets a signal end the first process of a container while no command listens for it, as it ends any other process. */
export function endFirstProcess(): void {
  if (!isFirst) return
  // A search replaces it while the app runs.
  const { exit } = process
  for (const signal of endSignals) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) exit.call(process, exitCodeOf(signal))
    })
  }
}

/** Exits as another process did. Windows has no signals: there a process that a signal ended has exit code 1. */
export function exitLike({ code, signal }: ProcessExit): void {
  if (signal === null || process.platform === 'win32') process.exit(code ?? 1)
  if (isFirst) process.exit(exitCodeOf(signal))
  for (const caught of endSignals) process.removeAllListeners(caught)
  process.kill(process.pid, signal)
}

/** The exit code by which a shell reports that a signal has ended a process. */
export function exitCodeOf(signal: string): number {
  const numbers: Readonly<Record<string, number | undefined>> = constants.signals
  return 128 + (numbers[signal] ?? 0)
}
