import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { readIncident } from '../../src/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const page = readFileSync(join(root, 'docs/incidents.md'), 'utf8')
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, lines]) => lines!.trim().split('\n'))

const log = [
  'time,provider,endpoint,model,status,latency',
  '2026-05-01T09:00:00Z,openai,chat.completions,gpt-4o,503,40',
  '2026-05-01T09:00:01Z,openai,chat.completions,gpt-4o,200,900',
  '2026-05-01T09:00:02Z,openai,chat.completions,gpt-4o,429,40',
].join('\n')

const entry = {
  startedDateTime: '2026-05-01T09:00:00Z',
  time: 40,
  request: { method: 'POST', url: 'https://api.openai.com/v1/chat/completions', postData: { text: '{"model":"gpt-4o"}' } },
  response: { status: 500, headers: [], content: {} },
  timings: { wait: 40 },
}

const attributes = [
  { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
  { key: 'gen_ai.provider.name', value: { stringValue: 'openai' } },
]
const trace = {
  resourceSpans: [
    { scopeSpans: [{ spans: [{ startTimeUnixNano: '1777626000000000000', endTimeUnixNano: '1777626001000000000', attributes }] }] },
  ],
}

/** An app's own test, which knows of no incident: it calls OpenAI twice, and Anthropic once. */
const suite = `
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test } from '${new URL('../../src/vitest/index.ts', import.meta.url).href}'

const messages = [{ role: 'user', content: 'Where is my parcel?' }]

test('calls', async ({ chaos }) => {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 1 })
  await client.chat.completions.create({ model: 'gpt-4o', messages })
  await new Anthropic({ apiKey: 'test' }).messages.create({ model: 'claude-sonnet-5', max_tokens: 10, messages })
  console.log('statuses', chaos.journal.calls.map(({ status }) => status).join(' '))
  expect(chaos.isReplaying).toBe(true)
})
`

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a line of the page in a shell, with the command line of this tree. */
function run(line: string): Promise<Ran> {
  const { VITEST: _inside, BROWNOUT_SEED: _seed, FORCE_COLOR: _color, ...env } = process.env
  const command = line.replaceAll('npx brownout', `"${process.execPath}" "${join(root, 'src/cli/main.ts')}"`)
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: folder, env: { ...env, NO_COLOR: '1' } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    )
  })
}

function lineWith(...words: readonly string[]): string {
  const [found, ...others] = commands.filter((line) => words.every((word) => line.includes(word)))
  expect(others, `several lines with ${words.join(', ')}`).toEqual([])
  return found!
}

function written(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

beforeAll(async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'calls.csv'), log)
  writeFileSync(join(folder, 'shop.har'), JSON.stringify({ log: { entries: [entry] } }))
  writeFileSync(join(folder, 'trace.json'), JSON.stringify(trace))
  writeFileSync(join(folder, 'ask.test.ts'), suite)
  await run(lineWith('import calls.csv'))
  copyFileSync(join(folder, 'incident.json'), join(folder, 'kept.json'))
}, 30_000)

describe('the page on incidents', () => {
  it('imports a log, and reports on the other stream what it read', async () => {
    const { code, out, err } = await run(lineWith('import calls.csv'))
    expect([code, out]).toEqual([0, ''])
    expect(err).toContain('calls.csv (CSV): 3 calls in 2s\n  openai: 3 calls, 2 (66.7%) failed')
    expect(readIncident(written('incident.json'), catalogue).injections.map(({ fault }) => fault.name)).toEqual([
      'server-error',
      'rate-limited',
      'slow-first-token',
      'slow-first-token',
    ])
  }, 30_000)

  it('summarizes the contents of the incident', async () => {
    const { code, err } = await run(commands.find((line) => line === 'npx brownout replay incident.json')!)
    expect(code).toBe(0)
    expect(err).toContain('  server-error { status: 503 } on the calls that the schedule names')
  }, 30_000)

  it('runs a test with the incident in force, and lists what it could not match', async () => {
    const { code, out, err } = await run(lineWith('replay', '--'))
    expect(err).toContain('matched 0 calls by request, 2 by their position')
    expect(err).toContain('not made: call 3 to openai chat.completions gpt-4o, with rate-limited#0, slow-first-token#0')
    expect(err).toContain('not recorded, so without faults: anthropic messages claude-sonnet-5, attempt 1')
    expect(out).toContain('statuses 503 200 200')
    expect(code).toBe(0)
  }, 60_000)

  it('runs a test by the variable alone, and warns of what it could not match', async () => {
    const { code, out, err } = await run(lineWith('BROWNOUT_INCIDENT='))
    expect(out).toContain('statuses 503 200 200')
    expect(out + err).toContain('brownout: replayed with differences')
    expect(out + err).toContain('not recorded, so without faults: anthropic messages claude-sonnet-5, attempt 1')
    expect(code).toBe(0)
  }, 60_000)

  it('imports a HAR file, and a trace as a recipe', async () => {
    expect(await run(lineWith('shop.har'))).toMatchObject({ code: 0, err: expect.stringContaining('shop.har (HAR): 1 call') as unknown })
    expect(readIncident(written('incident.json'), catalogue).injections[0]!.fault.name).toBe('server-error')
    expect((await run(lineWith('--as recipe'))).code).toBe(0)
    expect(written('black-friday.ts')).toContain("slowFirstToken({ by: 1000 }).for({ provider: 'openai' })")
    copyFileSync(join(folder, 'kept.json'), join(folder, 'incident.json'))
  }, 30_000)

  it('exports an incident as a trace, which it imports again', async () => {
    expect((await run(lineWith('export'))).code).toBe(0)
    const again = await run('npx brownout import trace.json')
    expect(again.err).toContain('trace.json (OpenTelemetry trace): 3 calls in 2s')
    expect(JSON.parse(again.out)).toMatchObject({ journal: { calls: [{ status: 503 }, { status: 200 }, { status: 429 }] } })
  }, 30_000)

  it('describes the error in one line', async () => {
    expect(await run('npx brownout import no-such.har')).toEqual({
      code: 1,
      out: '',
      err: 'error: Cannot import "no-such.har": the file does not exist.\n',
    })
    expect((await run('npx brownout import ask.test.ts')).err).toMatch(/^error: Cannot import the log: its format is unknown\..*\n$/)
    expect(await run('npx brownout export calls.csv')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: Cannot read the incident: it is not JSON/) as unknown,
    })
    expect((await run('npx brownout import calls.csv --as recipie')).err).toContain('Allowed choices are incident, recipe')
  }, 30_000)

  it('has no command that is not run here', () => {
    expect(commands).toHaveLength(7)
  })
})
