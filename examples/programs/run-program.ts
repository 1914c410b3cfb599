import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Ran } from './outcome.ts'
import type { Program } from './programs.ts'

/** How long a program can take, in ms. */
const longest = 30_000

/** The environment of a program. */
export interface Place {
  /** A new folder, its own. */
  readonly folder: string
  /** The folder of the packages of npm. */
  readonly packages: string
  /** The base URL of the provider. */
  readonly baseUrl: string
}

/** Runs a program in a folder of its own, which is its home, too. */
export async function runProgram({ command: [name, ...words] }: Program, { folder, packages, baseUrl }: Place): Promise<Ran> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'parcel.txt'), 'It is in the harbor.\n')
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    NODE: process.execPath,
    PROGRAMS: join(packages, 'node_modules'),
    OPENAI_BASE_URL: baseUrl,
  }
  const child = spawn(name, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    // All of its group: a shell leaves its child processes running.
    process.kill(-child.pid!, 'SIGKILL')
  }, longest)
  const [closed, printed, errors] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  clearTimeout(timer)
  return { code: isLate ? undefined : ((closed[0] as number | null) ?? 1), printed, errors }
}
