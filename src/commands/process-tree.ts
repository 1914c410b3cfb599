import type * as ChildProcesses from 'node:child_process'
import { builtin } from '../time/patches/patching.ts'

/** A started command, with what is known of its end. */
interface Root {
  readonly pid?: number | undefined
  readonly exitCode: number | null
  readonly signalCode: NodeJS.Signals | null
}

/**
 * Whether a command that can start others gets a process group, which a signal reaches as one: option `detached` of `spawn`. Windows has no
 * groups. There the option would open a console.
 */
export function hasGroup(platform: NodeJS.Platform = process.platform): boolean {
  return platform !== 'win32'
}

/**
 * Sends a signal to a command and all that it started. On Windows, which has no signals, it ends them.
 * @param root was started with `detached: hasGroup()`
 */
export function signalTree(
  { pid, exitCode, signalCode }: Root,
  signal: NodeJS.Signals,
  platform: NodeJS.Platform = process.platform,
): void {
  if (pid === undefined) return
  if (hasGroup(platform)) {
    try {
      // The group can outlive the process that was started.
      process.kill(-pid, signal)
    } catch {
      // All of it has ended.
    }
  } else if (exitCode === null && signalCode === null) {
    // Synchronous: this process can be about to exit.
    builtin<typeof ChildProcesses>('node:child_process')?.spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
    })
  }
}
