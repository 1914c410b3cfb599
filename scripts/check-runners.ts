import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packInto } from './packed.ts'

// Runs each example of examples/runners in its runner, as a separate project with the packed package installed.

const root = fileURLToPath(new URL('..', import.meta.url))
const house = mkdtempSync(join(tmpdir(), 'brownout-runners-'))
const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env['PATH'], NO_COLOR: '1', CI: '1' }
const examples = join(root, 'examples/runners')

/** What each runner prints if both tests of its example passed. An exit code of 0 can also mean that no test ran. */
const passes: Readonly<Record<string, RegExp>> = {
  'node-test': /^ℹ pass 2$/m,
  mocha: /^\s*2 passing/m,
  jest: /^Tests: +2 passed, 2 total$/m,
  bun: /^\s*2 pass$/m,
}

/** Installs the packed package next to this repository's packages. */
function install(modules: string): void {
  mkdirSync(join(modules, 'brownout'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) symlinkSync(join(root, 'node_modules', name), join(modules, name))
  execFileSync('tar', ['-xzf', join(house, packInto(house)), '--strip-components=1', '-C', join(modules, 'brownout')])
}

/** Runs an example with its own `npm test`. @returns its output, if it failed */
function failureOf(runner: string): string | undefined {
  const pass = passes[runner]
  if (pass === undefined) return `scripts/check-runners.ts does not know how ${runner} reports that its tests have passed.`
  const project = join(house, runner)
  cpSync(join(examples, runner), project, { recursive: true })
  symlinkSync(join(house, 'node_modules'), join(project, 'node_modules'))
  const { status, stdout, stderr } = spawnSync('npm', ['test'], { cwd: project, env, encoding: 'utf8' })
  return status === 0 && pass.test(stdout + stderr) ? undefined : `exit code ${status}\n${stdout}${stderr}`
}

try {
  install(join(house, 'node_modules'))
  const failed: string[] = []
  for (const runner of readdirSync(examples)) {
    const { scripts } = JSON.parse(readFileSync(join(examples, runner, 'package.json'), 'utf8')) as { scripts: { test: string } }
    const failure = failureOf(runner)
    console.log(`${failure === undefined ? 'passes' : 'FAILS '}  ${runner}: ${scripts.test}`)
    if (failure !== undefined) console.error(failure)
    if (failure !== undefined) failed.push(runner)
  }
  if (failed.length > 0) throw new Error(`brownout does not work in ${failed.join(', ')}: what was printed is above.`)
} finally {
  rmSync(house, { recursive: true })
}
console.log('The packed package works in every runner.')
