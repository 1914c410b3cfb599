import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failureIn, filesIn } from '../docs/generate/readme.ts'
import { packInto } from './packed.ts'

// Installs the packed package with the oldest and the newest peers that its ranges allow, with npm, pnpm and Yarn's
// Plug'n'Play, on each supported Node, and runs the readme's quick start there. To pick setups: `npm run check:installs pnpm`.

interface Setup {
  readonly manager: 'npm' | 'pnpm' | 'yarn'
  readonly versions: Readonly<Record<'vitest' | 'msw' | 'fast-check' | 'node', string>>
}

interface Manifest {
  readonly engines: { readonly node: string }
  readonly peerDependencies: Readonly<Record<'vitest' | 'msw' | 'fast-check', string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const { engines, peerDependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

/** One version of each peer that its range allows. A range consists of majors with `||` between them; each means its oldest version. */
function peers(choose: (majors: readonly string[]) => string): Omit<Setup['versions'], 'node'> {
  const { vitest, msw, 'fast-check': fastCheck } = peerDependencies
  const chosen = (range: string): string => choose(range.split(' || '))
  return { vitest: chosen(vitest), msw: chosen(msw), 'fast-check': chosen(fastCheck) }
}

const oldest = peers(([first]) => first!.replace('^', ''))
const old = peers(([first]) => first!)
const newest = peers((majors) => majors.at(-1)!)

const setups: Readonly<Record<string, Setup>> = {
  'oldest peers, oldest Node, npm': { manager: 'npm', versions: { ...oldest, node: `${engines.node.replace('>=', '')}.0` } },
  'newest peers, Node 26, npm': { manager: 'npm', versions: { ...newest, node: '26' } },
  'newest vitest with the previous major of msw and fast-check, Node 24, pnpm': {
    manager: 'pnpm',
    versions: { ...old, vitest: newest.vitest, node: '24' },
  },
  "newest msw and fast-check with the previous major of vitest, Node 24, Yarn Plug'n'Play": {
    manager: 'yarn',
    versions: { ...newest, vitest: old.vitest, node: '24' },
  },
}

const managers = { pnpm: 'pnpm@12.21.0', yarn: '@yarnpkg/cli-dist@4.18.1' }
const house = mkdtempSync(join(tmpdir(), 'brownout-installs-'))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
/** The app, its tests, and the script that runs without a runner. */
const shownFiles = ['README.md', 'docs/runners.md'].flatMap((page) => filesIn(readFileSync(join(root, page), 'utf8')))
const npmWords = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']

const installWords: Readonly<Record<Setup['manager'], readonly string[]>> = {
  npm: npmWords,
  // msw has an install script, which only browser users need. pnpm prompts for it, and fails without an answer.
  pnpm: ['install', '--ignore-scripts', '--config.strict-dep-builds=false'],
  yarn: ['install'],
}

/** Runs a command. Prints its output if it fails. */
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
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: 'false',
    YARN_GLOBAL_FOLDER: join(house, 'yarn'),
  }
}

/** A project as the readme describes it, with its packages installed. */
function projectOf(name: string, { manager, versions: { node, ...others } }: Setup, file: string): string {
  const folder = join(house, name.replaceAll(/\W+/g, '-'))
  mkdirSync(join(folder, 'node'), { recursive: true })
  // Next to the project: a package manager must run on it, too.
  writeFileSync(join(folder, 'node/package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  run(join(folder, 'node'), 'npm', ...npmWords, `node@${node}`)
  copyFileSync(join(house, file), join(folder, file))
  const sdks = Object.fromEntries(['openai', '@anthropic-ai/sdk'].map((sdk) => [sdk, devDependencies[sdk]!]))
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies: { brownout: `file:./${file}`, ...others, ...sdks } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  for (const shown of shownFiles) writeFileSync(join(folder, shown.file), shown.code)
  if (manager === 'yarn') writeFileSync(join(folder, 'yarn.lock'), '')
  run(folder, manager, ...installWords[manager])
  return folder
}

/** Runs the readme's test, its property, which must fail as shown, and the script of the page about runners. */
function quickStart(folder: string, { manager }: Setup): void {
  const within = manager === 'npm' ? [] : ['exec']
  const vitest = (file: string): SpawnSyncReturns<string> =>
    // A slow machine must not fail the check.
    spawnSync(manager === 'npm' ? 'npx' : manager, [...within, 'vitest', 'run', '--testTimeout=60000', file], {
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
  if (manager === 'yarn') run(folder, 'yarn', 'node', ...script)
  else run(folder, 'node', ...script)
}

try {
  const file = packInto(house)
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
console.log('The packed package installs and runs with every peer that it allows.')
