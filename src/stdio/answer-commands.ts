import type { SpawnOptions } from 'node:child_process'
import type * as Module from 'node:module'
import type { Answerer } from '../gateway/answerer.ts'
import { builtin, Patches } from '../time/patches/patching.ts'
import { emulatedChild, type Started } from './emulated-child.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown

/** A provider that a command starts. */
export interface Startable {
  readonly url: URL
  readonly answerer: Answerer
}

/**
 * Answers apps that start a provider as a child process: `child_process.spawn` of its command returns an emulated child. Other
 * commands are started. Has no effect if the runtime is not Node.
 * @param find looks for a provider by its command, at the time of the start
 * @returns a function that ends it
 */
export function answerCommands(find: (command: string, args: readonly string[]) => Startable | undefined): () => void {
  const childProcesses = builtin<{ spawn: Method }>('node:child_process')
  if (childProcesses === undefined) return () => {}
  const { spawn } = childProcesses
  const patches = new Patches()
  patches.put(childProcesses, 'spawn', function (this: unknown, ...args: unknown[]) {
    const started = startedBy(args)
    const found = started && find(started.command, started.args)
    if (started === undefined || found === undefined) return spawn.apply(this, args)
    const { url, answerer } = found
    return emulatedChild(started, answerer.answerWebSocket({ method: 'GET', url, headers: new Headers() }))
  })
  const sync = (): void => builtin<typeof Module>('node:module')?.syncBuiltinESMExports()
  sync()
  return () => {
    patches.restore()
    sync()
  }
}

/** What a call of `spawn` starts, and how. `undefined` if it starts nothing that can be read. */
function startedBy([command, second, third]: readonly unknown[]): Started | undefined {
  if (typeof command !== 'string') return undefined
  const [args, options] = Array.isArray(second) ? [second.map(String), third] : [[], second]
  const { stdio, signal, killSignal } = (options ?? {}) as Pick<SpawnOptions, 'stdio' | 'signal' | 'killSignal'>
  return {
    command,
    args,
    stdio: Array.isArray(stdio) ? stdio : [stdio, stdio, stdio],
    ...(signal === undefined ? {} : { signal }),
    ...(killSignal === undefined ? {} : { killSignal }),
  }
}
