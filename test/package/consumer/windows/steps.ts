// Runs on Windows, in a project with the packed package: its commands start scripts and programs, and end what they started.
import { spawn, spawnSync } from 'node:child_process'
import { match, equal, deepEqual } from 'node:assert/strict'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const main = 'node_modules/brownout/dist/src/cli/main.js'
const env = { ...process.env, NO_COLOR: '1' }

/** Runs a Node program to its end. */
function node(...words: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words], { encoding: 'utf8', env, timeout: 300_000 })
  return { code: status, out: stdout.replaceAll('\r\n', '\n'), err: stderr.replaceAll('\r\n', '\n') }
}

const brownout = (...words: readonly string[]): Ended => node(main, ...words)

const steps: Readonly<Record<string, () => void | Promise<void>>> = {
  'a test fails as it does elsewhere, and prints its replay for PowerShell'() {
    const { code, err } = node('node_modules/vitest/vitest.mjs', 'run', 'survival.test.ts', '--testTimeout=120000')
    equal(code, 1)
    match(
      err,
      /seed {6}fb5550dc\n {2}replay {4}\$env:BROWNOUT_SEED='fb5550dc'; npx vitest run survival\.test\.ts -t '\^survives any two faults\$'; /,
    )
    const incident = /\$env:BROWNOUT_INCIDENT='(\.brownout\\[\w-]+\.json)'/.exec(err)?.[1]
    equal(JSON.parse(readFileSync(incident ?? '', 'utf8')).seed, 'fb5550dc')
  },
  'run starts a program'() {
    const { code, out, err } = brownout('run', '--fault', 'overloaded', '--', 'node', 'app.ts', 'a b', 'say "hi"')
    equal(code, 3)
    deepEqual(JSON.parse(out), { status: 503, words: ['a b', 'say "hi"'] })
    match(
      err,
      /^Incident: \.brownout\\run-brownout\.json\nReplay: npx brownout run --replay \.brownout\\run-brownout\.json -- node app\.ts 'a b' 'say "hi"'$/m,
    )
  },
  'run replays, also from a file that Windows PowerShell has written'() {
    writeFileSync('wide.json', `\uFEFF${readFileSync('.brownout/run-brownout.json', 'utf8')}`, 'utf16le')
    const { out, err } = brownout('run', '--replay', 'wide.json', '--', 'node', 'app.ts')
    equal(JSON.parse(out).status, 503)
    match(err, /^Replayed\n {2}matched 1 calls? by request/m)
  },
  'run starts a script, whose arguments reach it unchanged'() {
    const words = ['a b', 'say "hi"', '%PATH%', '100%', '& calc', '^', '!x!', String.raw`C:\new`, '', 'é']
    writeFileSync('app.cmd', '@node --no-warnings app.ts %*\r\n')
    const { code, out } = brownout('run', '--', './app', ...words)
    equal(code, 0)
    deepEqual(JSON.parse(out), { status: 200, words })
  },
  'run starts npx'() {
    const { code, out } = brownout('run', '--', 'npx', '--no-install', 'brownout', 'faults', 'truncated-stream')
    equal(code, 0)
    match(out, /truncated-stream/)
  },
  'run names a command that does not exist'() {
    const { code, err } = brownout('run', '--', 'no-such-command')
    equal(code, 2)
    match(err, /Cannot run "no-such-command": the command does not exist\./)
  },
  'matrix ends what a script has started at the time limit'() {
    writeFileSync('sleep.cmd', '@node --no-warnings sleep.ts > sleeper.txt\r\n')
    const { err } = brownout('matrix', '--limit', '8s', '--', './sleep')
    match(err, /without faults it had not ended after 8s/)
    try {
      process.kill(Number(readFileSync('sleeper.txt', 'utf8')), 0)
    } catch {
      return
    }
    throw new Error('The program still runs.')
  },
  'matrix makes a table'() {
    const { code, out } = brownout('matrix', '--fault', 'overloaded', '--', 'node', 'app.ts')
    equal(code, 0)
    match(out, /^overloaded /m)
  },
  'mcp proxies a server that is a script'() {
    writeFileSync('tool-server.cmd', '@node --no-warnings tool-server.ts\r\n')
    const { code, out, err } = node('tool-client.ts', 'node', main, 'mcp', '--', './tool-server')
    equal(code, 0, err)
    match(out, /It is on its way\./)
  },
  'run emulates a server that the MCP SDK starts with npx'() {
    const { out, err } = brownout('run', '--config', 'shop.config.ts', '--', 'node', 'tool-client.ts', 'npx', '-y', 'shop-server')
    match(out, /It is emulated\./, err)
  },
  async 'serve answers'() {
    const server = spawn(process.execPath, ['--no-warnings', main, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let url: string | undefined
    for await (const line of createInterface(server.stdout)) {
      url ??= /^export OPENAI_BASE_URL=(.*)$/.exec(line)?.[1]
      if (line === '# ready') break
    }
    const { status } = await fetch(`${url}/models`, { headers: { authorization: 'Bearer test' } })
    server.kill()
    equal(status, 200)
  },
  'explore writes a report, also over one that is open'() {
    const words = ['explore', './ask.ts', '--runs', '20']
    brownout(...words)
    const report = openSync('.brownout/report.html', 'r+')
    writeFileSync(report, 'before')
    const { code, err } = brownout(...words)
    closeSync(report)
    equal(code === 0 || code === 1, true, err)
    match(readFileSync('.brownout/report.html', 'utf8'), /<html/)
    equal(existsSync('.brownout/.gitignore'), true)
  },
}

for (const [name, step] of Object.entries(steps)) {
  const begun = performance.now()
  try {
    await step()
  } catch (error) {
    console.log(`failed: ${name}`)
    throw error
  }
  console.log(`ok: ${name} (${((performance.now() - begun) / 1_000).toFixed(1)} s)`)
}
