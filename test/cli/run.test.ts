import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { runChild } from '../../src/cli/child.ts'
import { program } from '../../src/cli/program.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import type { OtlpTraces } from '../../src/telemetry/index.ts'
import { spansOf } from '../telemetry/collector.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-run-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The app makes four calls, prints the result of each, and ends with a code of its own. */
const app = join(folder, 'app.mjs')
writeFileSync(
  app,
  `import OpenAI from ${JSON.stringify(import.meta.resolve('openai'))}
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  for (const content of ['Where is my parcel?', 'When does it come?', 'Who brings it?', 'What does it cost?']) {
    const asked = client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
    console.log(await asked.then(() => 'answered', ({ status }) => status))
  }
  if (process.argv[2] === 'wait') setInterval(() => {}, 1_000)
  process.exitCode = 3
  `,
)

function start(...words: readonly string[]): ChildProcess {
  const { FORCE_COLOR: _color, BROWNOUT_SEED: _seed, ...env } = process.env
  return spawn(process.execPath, [main, 'run', ...words], { cwd: folder, env })
}

async function ended(child: ChildProcess): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
  const [closed, out, err] = await Promise.all([once(child, 'close'), text(child.stdout!), text(child.stderr!)])
  return { code: closed[0], out, err }
}

describe('brownout run', () => {
  it('runs a command in front of failing providers, ends with it, reports its calls, and replays it', async () => {
    const faults = ['--fault', 'overloaded:chance=0.5', '--fault', 'truncated-stream:for=anthropic']
    const first = await ended(start('--seed', 'friday', '--speed', '100', ...faults, '--', process.execPath, app))
    expect(first.code).toBe(3)
    expect(first.out).toMatch(/^503$/m)
    expect(first.out).toMatch(/^answered$/m)
    expect(first.err).toContain(
      'with the seed "friday".\ninjected: overloaded on 50% of calls\ninjected: truncated-stream { afterDeltas: 3, ending: "clean" } on every call to anthropic\n',
    )
    expect(first.err).toMatch(/^\d calls by 1 process\nCalls\n {2}openai chat\.completions: \d calls, \d refused, \d complete$/m)
    expect(first.err).toMatch(
      /^Fired\n {2}overloaded on 50% of calls: \d calls\nNever fired\n {2}truncated-stream .* on every call to anthropic\nClient\n/m,
    )
    expect(first.err).toContain('  - closes-streams: not exercised, nothing was streamed\n')
    expect(first.err).toMatch(/Incident: \.brownout\/run-friday\.json\nReplay: npx brownout run --replay \.brownout\/run-friday\.json -- /)
    const incident = join(folder, '.brownout/run-friday.json')
    expect(JSON.parse(readFileSync(incident, 'utf8'))).toMatchObject({ format: 'brownout-incident', seed: 'friday' })

    const second = await ended(start('--replay', incident, '--speed', '100', '--', process.execPath, app))
    expect([second.code, second.out]).toEqual([3, first.out])
    expect(second.err).toMatch(/^Replayed\n {2}matched \d calls by request, 0 by their position\nClient/m)
    expect(second.err).not.toContain('Incident:')
  })

  it('writes the calls of the command as OpenTelemetry spans', async () => {
    const { code, err } = await ended(start('--otlp', 'trace.jsonl', '--', process.execPath, app))
    expect(code).toBe(3)
    expect(err).toContain('Telemetry: trace.jsonl\n')
    const lines = readFileSync(join(folder, 'trace.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.flatMap((line) => spansOf(JSON.parse(line) as OtlpTraces)).map(({ name }) => name)).toEqual(Array(4).fill('chat gpt-4o'))
  })

  it('forwards a signal, and still prints its report', async () => {
    const child = start('--incident', 'asked.json', '--', process.execPath, app, 'wait')
    const [closed, err] = [once(child, 'close'), text(child.stderr!)]
    let printed = ''
    child.stdout!.on('data', (piece: Buffer) => {
      printed += String(piece)
      if (printed.split('\n').length === 5) child.kill('SIGTERM')
    })
    const [code] = (await closed) as [number]
    expect([code, existsSync(join(folder, 'asked.json'))]).toEqual([143, true])
    expect(await err).toContain('4 calls by 1 process')
  })

  it('starts a command without a shell, with any words', async () => {
    const words = ['$(exit 3)', '`exit 3`', '; exit 3', '&& exit 3', '%PATH%', '"quoted"', '*']
    const script = `process.exit(JSON.stringify(process.argv.slice(1)) === process.env.WORDS ? 0 : 1)`
    expect(await runChild([process.execPath, '-e', script, ...words], { WORDS: JSON.stringify(words) })).toBe(0)
  })

  it('is not understood if the command does not exist', async () => {
    const running = runChild(['no-such-command'], {})
    await expect(running).rejects.toThrow(new UsageError('Cannot run "no-such-command": the command does not exist.'))
  })

  it.each([
    [[], 'Expected a command, as in: brownout run --seed tuesday -- node server.js'],
    [['--'], 'Expected a command, as in: brownout run --seed tuesday -- node server.js'],
    [['node', 'server.js'], 'Expected -- before the command, as in: brownout run --seed tuesday -- node server.js'],
    [['node', '--', 'server.js'], 'Expected -- before the command, as in: brownout run --seed tuesday -- node -- server.js'],
    [['--fault', 'overlaoded', '--', 'node'], 'Cannot inject "overlaoded": no such fault. Did you mean "overloaded"?'],
    [['--providers', 'opnai', '--', 'node'], 'Cannot emulate the provider "opnai": there is none. Did you mean "openai"?'],
    [['--speed', '0', '--', 'node'], 'Expected a number from 0.001 to 1,000,000.'],
    [['--speed', '1e308', '--', 'node'], 'Expected a number from 0.001 to 1,000,000.'],
    [['--speed', '0x10', '--', 'node'], 'Expected a number from 0.001 to 1,000,000.'],
    [
      ['--replay', 'incident.json', '--fault', 'overloaded', '--', 'node'],
      "option '--replay <file>' cannot be used with option '-f, --fault",
    ],
    [['--providers', 'openai', '--fault', 'overloaded:for=anthropic', '--', 'node'], 'Cannot inject "overloaded" for "anthropic"'],
  ])('does not understand %j', async (words, message) => {
    const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const argv = vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'brownout', 'run', ...words])
    try {
      await expect(program().parseAsync()).rejects.toThrow(message)
    } finally {
      printed.mockRestore()
      argv.mockRestore()
    }
  })
})
