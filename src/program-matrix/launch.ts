import type { Readable } from 'node:stream'
import { hasGroup, signalTree } from '../commands/process-tree.ts'
import { starter } from '../commands/starter.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { longestTimer } from '../engine/base/longest-timer.ts'
import { whyNotStarted } from '../engine/base/why-not-started.ts'

/** How a program is started. */
export interface Launch {
  readonly command: readonly string[]
  /** Default: the folder of this process */
  readonly folder?: string | undefined
  /** Its environment variables: all of them. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** How a program ended, and what it printed. */
export interface Ran {
  /** `undefined` if a signal ended it. */
  readonly exitCode: number | undefined
  readonly signal: NodeJS.Signals | undefined
  /** Whether it had not ended at its time limit, and was killed. */
  readonly isLate: boolean
  /** In ms of real time. */
  readonly lasted: number
  readonly stdout: string
  readonly stderr: string
}

/** How much output is kept, in characters: a program that prints without end must not fill the memory. */
const mostOutput = 5_000_000

/** The ends of the programs that are running, for when this process ends. */
const running = new Set<() => void>()
process.once('exit', () => running.forEach((kill) => kill()))

/**
 * Runs a program to its end, or kills it and all that it started at the time limit.
 * @param limit in ms of real time
 * @throws BrownoutError if it cannot be started
 */
export function launched({ command: [name = '', ...words], folder, env }: Launch, limit: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const start = starter()!
    // A group of its own: a shell leaves behind what it started.
    const child = start(name, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroup(), windowsHide: true })
    const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)]
    let isLate = false
    const kill = (): void => signalTree(child, 'SIGKILL')
    running.add(kill)
    const timer = setTimeout(
      () => {
        isLate = true
        kill()
      },
      Math.min(limit, longestTimer),
    )
    const isOver = (): void => {
      clearTimeout(timer)
      running.delete(kill)
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      isOver()
      reject(new BrownoutError(`Cannot run "${name}": ${whyNotStarted(error)}.`, { cause: error }))
    })
    child.on('exit', () => {
      // What it left running holds its output open. Windows does not find it any more.
      const leave = (): void => {
        kill()
        if (!hasGroup()) for (const output of [child.stdout, child.stderr]) output.destroy()
      }
      if (!isLate) setTimeout(leave, 500).unref()
    })
    child.on('close', (code, signal) => {
      isOver()
      resolve({
        exitCode: code ?? undefined,
        signal: signal ?? undefined,
        isLate,
        lasted: performance.now() - begun,
        stdout: stdout(),
        stderr: stderr(),
      })
    })
  })
}

function collected(stream: Readable): () => string {
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (piece: string) => {
    if (text.length < mostOutput) text += piece
  })
  return () => text
}
