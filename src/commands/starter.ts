import type { spawn as Spawn, SpawnOptions } from 'node:child_process'
import type * as Module from 'node:module'
import { builtin } from '../time/patches/patching.ts'

/** What cross-spawn makes of a command on Windows: a script becomes a line for cmd.exe, in which no argument is expanded. */
interface Parsed {
  readonly command: string
  readonly args: readonly string[]
  readonly options: SpawnOptions
  /** The file of the command. `undefined` if there is none. */
  readonly file?: string
}

interface CrossSpawn {
  _parse(command: string, args: readonly string[], options: SpawnOptions): Parsed
}

/**
 * Returns the function that starts commands of the user: `spawn`. On Windows it also finds scripts such as npx.cmd, and their arguments
 * reach them unchanged. `undefined` if this runtime starts no processes.
 */
export function starter(platform: NodeJS.Platform = process.platform): typeof Spawn | undefined {
  const spawn = builtin<{ spawn: typeof Spawn }>('node:child_process')?.spawn
  if (platform !== 'win32' || spawn === undefined) return spawn
  // Loaded at the time of use, so that a browser can load this file.
  const { _parse } = builtin<typeof Module>('node:module')!.createRequire(import.meta.url)('cross-spawn') as CrossSpawn
  const start = (command: string, args: readonly string[], options: SpawnOptions): ReturnType<typeof spawn> => {
    const parsed = _parse(command, args, options)
    // cmd.exe starts also if the command does not exist, and that error must be the one of `spawn`.
    return parsed.file === undefined ? spawn(command, args, options) : spawn(parsed.command, parsed.args, parsed.options)
  }
  return start as typeof Spawn
}
