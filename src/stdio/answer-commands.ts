import type { SpawnOptions } from 'node:child_process'
import type * as Module from 'node:module'
import type { Answerer } from '../gateway/answerer.ts'
import { builtin, Patches } from '../time/patches/patching.ts'
import { emulatedChild, type Started } from './emulated-child.ts'
import { readWindowsCommand } from './windows-command.ts'

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
  return takeSpawn((started) => {
    const found = find(started.command, started.args)
    return found && emulatedChild(started, found.answerer.answerWebSocket({ method: 'GET', url: found.url, headers: new Headers() }))
  })
}

/**
 * Starts another command instead of some. Has no effect if the runtime is not Node.
 * @param find looks for the words of the other command, at the time of the start
 * @returns a function that ends it
 */
export function replaceCommands(
  find: (command: string, args: readonly string[]) => readonly [string, ...string[]] | undefined,
): () => void {
  return takeSpawn(({ command, args, options }, spawn) => {
    const [other, ...words] = find(command, args) ?? []
    return other === undefined ? undefined : spawn(other, words, { ...options, shell: false, windowsVerbatimArguments: false })
  })
}

/** Answers calls of `spawn`. If the function returns nothing, the call starts its real command. */
function takeSpawn(start: (started: Started & { readonly options: SpawnOptions }, spawn: Method) => unknown): () => void {
  const childProcesses = builtin<{ spawn: Method }>('node:child_process')
  if (childProcesses === undefined) return () => {}
  const { spawn } = childProcesses
  const patches = new Patches()
  patches.put(childProcesses, 'spawn', function (this: unknown, ...args: unknown[]) {
    const started = startedBy(args)
    return (started && start(started, (...words) => spawn.apply(this, words))) ?? spawn.apply(this, args)
  })
  const sync = (): void => builtin<typeof Module>('node:module')?.syncBuiltinESMExports()
  sync()
  return () => {
    patches.restore()
    sync()
  }
}

/** The command of a `spawn` call, and its options. `undefined` if the call cannot be read. */
function startedBy([command, second, third]: readonly unknown[]): (Started & { readonly options: SpawnOptions }) | undefined {
  if (typeof command !== 'string') return undefined
  const [args, given] = Array.isArray(second) ? [second.map(String), third] : [[], second]
  const options = (given ?? {}) as SpawnOptions
  const { stdio, signal, killSignal } = options
  return {
    ...(readWindowsCommand(command, args) ?? { command, args }),
    options,
    stdio: Array.isArray(stdio) ? stdio : [stdio, stdio, stdio],
    ...(signal === undefined ? {} : { signal }),
    ...(killSignal === undefined ? {} : { killSignal }),
  }
}
