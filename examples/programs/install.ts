import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Program } from './program.ts'

const execute = promisify(execFile)

/**
 * Installs packages of Debian that are missing.
 * @throws Error that names what could not be installed
 */
export async function fromDebian(programs: readonly Program[]): Promise<void> {
  const missing = programs.flatMap(({ debian }) => (debian === undefined || existsSync(debian.file) ? [] : [debian.package]))
  if (missing.length === 0) return
  const privileges = process.getuid?.() === 0 ? [] : ['sudo']
  const apt = async (...words: readonly string[]): Promise<void> => {
    const [program, ...rest] = [...privileges, 'apt-get', '-qq', ...words]
    await orSay(
      `Debian's packages ${missing.join(', ')}`,
      execute(program!, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }),
    )
  }
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', ...missing)
}

/**
 * Installs packages of npm, in a folder of their own.
 * @throws Error that names what could not be installed
 */
export async function fromNpm(programs: readonly Program[], folder: string): Promise<void> {
  const wanted = programs.flatMap(({ npm }) => (npm === undefined ? [] : `${npm.name}@${npm.version}`))
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...wanted]
  await orSay(`npm's packages ${wanted.join(', ')}`, execute('npm', words, { cwd: folder, maxBuffer: 1e8 }))
}

async function orSay(what: string, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw new Error(`Cannot install ${what}: is the package registry reachable?\n${(error as Error).message}`, { cause: error })
  }
}
