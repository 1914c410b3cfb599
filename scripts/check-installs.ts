import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failureIn, filesIn } from '../docs/generate/readme.ts'

// Installs the packed package beside the oldest and the newest packages that its peer ranges allow, with npm and pnpm, on
// each supported Node, and runs the readme's quick start there. Name setups to run only those: `npm run check:installs pnpm`.

interface Setup {
  readonly manager: 'npm' | 'pnpm'
  readonly versions: Readonly<Record<'vitest' | 'msw' | 'fast-check' | 'node', string>>
}

const newest = { vitest: '^5.1.0', msw: '^3.0.5', 'fast-check': '^4.10.0' }
const oldest = { vitest: '4.1.0', msw: '2.12.0', 'fast-check': '3.23.0' }

const setups: Readonly<Record<string, Setup>> = {
  'oldest peers, Node 22.12, npm': { manager: 'npm', versions: { ...oldest, node: '22.12.0' } },
  'newest peers, Node 26, npm': { manager: 'npm', versions: { ...newest, node: '26' } },
  'vitest 5 beside msw 2 and fast-check 3, Node 24, pnpm': {
    manager: 'pnpm',
    versions: { ...newest, msw: '^2.15.0', 'fast-check': '^3.23.0', node: '24' },
  },
}

const managers = { pnpm: 'pnpm@12.21.0' }
const root = fileURLToPath(new URL('..', import.meta.url))
const house = mkdtempSync(join(tmpdir(), 'brownout-installs-'))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
const npmWords = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']

const installWords: Readonly<Record<Setup['manager'], readonly string[]>> = {
  npm: npmWords,
  // msw has an install script, which its users need in browsers only; pnpm asks about it, and fails where nobody answers.
  pnpm: ['install', '--ignore-scripts', '--config.strict-dep-builds=false'],
}

/** Runs a command, and prints what it printed if it fails. */
function run(folder: string, command: string, ...words: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: folder, env: envOf(folder), encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`${command} ${words.join(' ')} failed (${error?.message ?? `exit code ${status}`}):\n${stdout}${stderr}`)
}

/** The environment of a project: its own Node first. */
function envOf(folder: string): NodeJS.ProcessEnv {
  const { BROWNOUT_SEED: _seed, BROWNOUT_INCIDENT: _incident, ...env } = process.env
  return {
    ...env,
    PATH: [join(folder, 'node/node_modules/.bin'), join(house, 'managers/node_modules/.bin'), env['PATH']].join(delimiter),
    NO_COLOR: '1',
    CI: '1',
  }
}

function packed(): string {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', house], { cwd: root, encoding: 'utf8' }),
  ) as [{ filename: string }]
  return filename
}

/** A project as the readme describes it, with its packages installed. */
function projectOf(name: string, { manager, versions: { node, ...peers } }: Setup, file: string): string {
  const folder = join(house, name.replaceAll(/\W+/g, '-'))
  mkdirSync(join(folder, 'node'), { recursive: true })
  // Beside the project: a package manager has to run on it, too.
  writeFileSync(join(folder, 'node/package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  run(join(folder, 'node'), 'npm', ...npmWords, `node@${node}`)
  copyFileSync(join(house, file), join(folder, file))
  const sdks = Object.fromEntries(['openai', '@anthropic-ai/sdk'].map((sdk) => [sdk, devDependencies[sdk]!]))
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies: { brownout: `file:./${file}`, ...peers, ...sdks } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  for (const shown of filesIn(readme)) writeFileSync(join(folder, shown.file), shown.code)
  run(folder, manager, ...installWords[manager])
  return folder
}

/** Runs the readme's test, its property, which must fail as the readme says, and its script. */
function quickStart(folder: string, { manager }: Setup): void {
  const within = manager === 'npm' ? [] : ['exec']
  const vitest = (file: string): SpawnSyncReturns<string> =>
    spawnSync(manager === 'npm' ? 'npx' : manager, [...within, 'vitest', 'run', file], {
      cwd: folder,
      env: envOf(folder),
      encoding: 'utf8',
    })
  const first = vitest('ask.test.ts')
  if (first.status !== 0) throw new Error(`The readme's test fails:\n${first.stdout}${first.stderr}`)
  const property = vitest('survival.test.ts')
  if (property.status !== 1 || !property.stderr.includes(failureIn(readme)))
    throw new Error(`The readme's property does not fail as the readme says:\n${property.stdout}${property.stderr}`)
  const script = ['--experimental-strip-types', '--no-warnings', 'plain.ts']
  run(folder, 'node', ...script)
}

try {
  const file = packed()
  mkdirSync(join(house, 'managers'))
  writeFileSync(join(house, 'managers/package.json'), JSON.stringify({ private: true }))
  run(join(house, 'managers'), 'npm', ...npmWords, ...Object.values(managers))
  const asked = process.argv.slice(2)
  const chosen = Object.entries(setups).filter(([name]) => asked.length === 0 || asked.some((word) => name.includes(word)))
  for (const [name, setup] of chosen) {
    const folder = projectOf(name, setup, file)
    quickStart(folder, setup)
    rmSync(folder, { recursive: true })
    console.log(`passes  ${name}`)
  }
} finally {
  rmSync(house, { recursive: true, force: true })
}
console.log('The packed package installs and runs beside every peer that it allows.')
