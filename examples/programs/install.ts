import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
 * Installs packages of npm in a folder, unless it has them.
 * @throws Error that names what could not be installed
 */
export async function fromNpm(programs: readonly Program[], folder: string): Promise<void> {
  const wanted = programs.flatMap(({ npm }) => npm ?? [])
  if (wanted.every(({ name, version }) => versionIn(folder, name) === version)) return
  const packages = wanted.map(({ name, version }) => `${name}@${version}`)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...packages]
  await orSay(`npm's packages ${packages.join(', ')}`, execute('npm', words, { cwd: folder, maxBuffer: 1e8 }))
}

function versionIn(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version : undefined
}

async function orSay(what: string, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw new Error(`Cannot install ${what}: is the package registry reachable?\n${(error as Error).message}`, { cause: error })
  }
}
