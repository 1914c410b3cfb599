import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { guideFiles, versionsOf } from '../docs/generate/guides.ts'
import { failureIn, filesIn, fragmentsIn } from '../docs/generate/readme.ts'
import { packInto } from './packed.ts'

// Installs the package into a new project, as a user would, and uses each of its subpaths there.

const root = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'brownout-consumer-'))
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env['PATH'] }

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const extending = filesIn(readFileSync(join(root, 'docs/extending.md'), 'utf8'))
const scenarios = filesIn(readFileSync(join(root, 'docs/scenarios.md'), 'utf8'))
const reference = ['docs/testing.md', 'docs/injecting.md', 'docs/survives.md'].flatMap((page) =>
  filesIn(readFileSync(join(root, page), 'utf8')),
)
const runners = filesIn(readFileSync(join(root, 'docs/runners.md'), 'utf8'))
const served = ['docs/mcp.md', 'docs/http.md'].flatMap((page) => filesIn(readFileSync(join(root, page), 'utf8')))
const explored = filesIn(readFileSync(join(root, 'docs/explore.md'), 'utf8'))
/** The pages whose examples no other test compiles. */
const pagesByHand = ['README.md', ...globSync('docs/*.md', { cwd: root })].filter(
  (page) => !/(?:faults|failure-modes|properties|recipes)\.md$/.test(page),
)
const fragments = pagesByHand.flatMap((page) => fragmentsIn(page, readFileSync(join(root, page), 'utf8')))
const guides = guideFiles.flatMap(versionsOf)

/** What the apps in the readme and in docs/ use. */
const clients = [
  '@ai-sdk/openai',
  '@anthropic-ai/sdk',
  '@copilotkit/aimock',
  '@modelcontextprotocol/sdk',
  '@playwright/test',
  '@qdrant/js-client-rest',
  'ai',
  'openai',
]

function run(command: string, ...words: readonly string[]): void {
  console.log(`$ ${command} ${words.join(' ')}`)
  execFileSync(command, words, { cwd: project, env, stdio: 'inherit' })
}

/** Runs tests. A slow machine is not a failure. */
function runTests(...files: readonly string[]): void {
  run('node_modules/.bin/vitest', 'run', '--testTimeout=60000', ...files)
}

function fresh(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, devDependencies[name]!]))
}

const filename = packInto(project)
cpSync(join(root, 'test/package/consumer'), project, { recursive: true })
const dependencies = { brownout: `file:${filename}`, zod: '^4.6.7', ...fresh('msw', 'fast-check', 'vitest', 'typescript', '@types/node') }
writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }, null, 2))

/** Runs the readme's property, which must fail exactly as the readme shows. */
function expectFailure(shown: string): void {
  const { status, stderr } = spawnSync('node_modules/.bin/vitest', ['run', 'survival.test.ts'], {
    cwd: project,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  const isAsShown = status === 1 && stderr.includes(shown)
  if (!isAsShown) throw new Error(`The readme's property did not fail as the readme shows (exit code ${status}):\n${stderr}`)
}

/** Runs a command that must end with this exit code. */
function expectExit(code: number, command: string, ...words: readonly string[]): void {
  console.log(`$ ${command} ${words.join(' ')}`)
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: project, env, encoding: 'utf8' })
  if (status !== code) throw new Error(`Exit code ${status}, expected ${code}:\n${stdout}${stderr}`)
}

try {
  run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error')
  run('node_modules/.bin/tsc', '-p', '.')
  run('node', 'out/main.js')
  runTests('fallback.test.ts')
  run('node_modules/.bin/brownout', 'faults', 'truncated-stream')
  run('node_modules/.bin/brownout', 'recipes', 'one-bad-hour')
  // This project lacks the SDKs that the demo apps need.
  run('sh', '-c', 'node_modules/.bin/brownout demo 2>&1 | grep "npm install --save-dev openai @anthropic-ai/sdk"')
  // Follows the readme: its app, its first test, and the property that this app violates, with its output.
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...Object.entries(fresh(...clients)).map(([name, version]) => `${name}@${version}`),
  )
  for (const { file, code } of [...filesIn(readme), ...reference, ...runners, ...extending, ...scenarios, ...served])
    writeFileSync(join(project, file), code)
  // The guides, before and after each fix. Their tests are in test/docs.
  for (const [number, { guide, files }] of guides.entries()) {
    const folder = join(project, 'guides', `${guide}-${number}`)
    mkdirSync(folder, { recursive: true })
    for (const [file, code] of files) writeFileSync(join(folder, file), code)
  }
  // Blocks that are not files of their own: names.d.ts has the names that they use without a declaration.
  for (const { place, code } of fragments)
    writeFileSync(join(project, 'fragments', `${place.replaceAll(/[/:]/g, '-')}.ts`), `${code}\nexport {}\n`)
  run('node_modules/.bin/tsc', '-p', 'tsconfig.docs.json')
  run('node_modules/.bin/tsc', '-p', 'fragments')
  // vitest would find them under the names of other tests.
  rmSync(join(project, 'guides'), { recursive: true })
  runTests('ask.test.ts')
  run('node', 'plain.ts')
  runTests(...reference.map(({ file }) => file))
  expectFailure(failureIn(readme))
  // The page for several runs on one clock, in vitest and in a plain script.
  runTests('recovery.test.ts')
  run('node', 'recovery.ts')
  // The pages for tools of MCP servers and HTTP APIs.
  runTests('agent.test.ts')
  runTests('library.test.ts')
  run('node', 'stores.ts')
  // The page for users without tests: its app is explored, the written tests fail, and pass after the fix.
  mkdirSync(join(project, 'src'))
  const [broken, fixed] = explored
  writeFileSync(join(project, broken!.file), broken!.code)
  expectExit(1, 'node_modules/.bin/brownout', 'explore', './src/ask.ts', '--runs', '30', '--write-test')
  expectExit(1, 'node_modules/.bin/brownout', 'explore', './ask.ts', '--for', '10m')
  expectExit(1, 'node_modules/.bin/vitest', 'run', 'src/ask.brownout.test.ts')
  writeFileSync(join(project, fixed!.file), fixed!.code)
  expectExit(0, 'node_modules/.bin/vitest', 'run', 'src/ask.brownout.test.ts')
  expectExit(0, 'node_modules/.bin/brownout', 'explore', './src/ask.ts', '--runs', '40')
  // The page about writing your own faults, recipes, properties and providers.
  runTests(...extending.map(({ file }) => file).filter((file) => file.endsWith('.test.ts')))
} finally {
  rmSync(project, { recursive: true })
}
console.log('The packed package installs, compiles and runs.')
