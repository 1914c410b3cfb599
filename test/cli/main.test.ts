import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import OpenAI from 'openai'
import { afterAll, describe, expect, it } from 'vitest'
import { truncatedStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { inProcess } from './in-process.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-cli-'))
const incidentFile = join(folder, 'incident.json')
afterAll(() => rmSync(folder, { recursive: true }))

function start(words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const { FORCE_COLOR: _color, BROWNOUT_SEED: _seed, ...rest } = process.env
  return spawn(process.execPath, [main, ...words], { env: { ...rest, ...env } })
}

async function run(...words: readonly string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = start(words)
  const [closed, out, err] = await Promise.all([once(child, 'close'), text(child.stdout!), text(child.stderr!)])
  return { code: closed[0], out, err }
}

function writeIncident(): void {
  const chaos = brownout({ seed: 'friday', providers: [openai()] })
  chaos.inject(truncatedStream({ afterDeltas: 1 }).first(2))
  writeFileSync(incidentFile, JSON.stringify(chaos.incident()))
}

describe('brownout faults', () => {
  it('lists every fault by family with its effect, without color if the output is not a terminal', async () => {
    const { code, out } = await run('faults')
    expect(code).toBe(0)
    expect(out).toMatch(/^Stream$(?:\n {2}.+)*\n {2}truncated-stream +the answer ends before its terminal event$/m)
  })

  it('describes one completely, by either of its names', async () => {
    const { out } = await inProcess('faults', 'truncatedStream')
    expect(out).toContain('afterDeltas: integer of at least 0; default: 3')
    expect(out).toContain('A client sees\n  the response ends too early, without a sign of it')
    expect(out).toContain('Sources\n  https://')
  })

  it('looks for a word', async () => {
    const { out } = await inProcess('faults', 'silent-truncation', '--json')
    expect((JSON.parse(out) as { name: string }[]).map(({ name }) => name)).toContain('truncated-stream')
  })

  it('names the nearest to one that is not there', async () => {
    expect(await inProcess('faults', 'truncated-straem')).toEqual({
      code: 2,
      out: '',
      err: 'error: no fault has "truncated-straem" in its name or summary. Did you mean "truncated-stream"?\n',
    })
  })
})

describe('brownout recipes', () => {
  it('lists every recipe with what happens', async () => {
    const { code, out } = await inProcess('recipes')
    expect(code).toBe(0)
    expect(out).toMatch(/^anthropic-overload-wave +Anthropic is overloaded for a while/m)
  })

  it('describes one in full, with its documented parts', async () => {
    const { out } = await inProcess('recipes', 'openai-thirty-second-hang')
    expect(out).toContain('On 2024-12-04 an OpenAI load balancer')
    expect(out).toContain('  19m to 1h49m: every response is 30 s late\n    slow-first-token { by: 30000 } on every call to openai')
    expect(out).toContain('Sourced\n  the status 530')
  })

  it('names the nearest to one that is not there', async () => {
    expect((await inProcess('recipes', 'one-bad-our')).err).toBe(
      'error: no recipe has "one-bad-our" in its name or summary. Did you mean "one-bad-hour"?\n',
    )
  })
})

describe('brownout demo', () => {
  it('plays a recipe by seed, and takes no other name', async () => {
    const { code, out } = await run('demo', '--recipe', 'half-a-message', '--seed', 'friday')
    expect(code).toBe(0)
    expect(out).toContain('Again: npx brownout demo --recipe half-a-message --seed friday')
    expect((await inProcess('demo', '--recipe', 'half-a-mesage')).err).toBe(
      'error: Cannot play "half-a-mesage": no such recipe. Did you mean "half-a-message"?\n',
    )
  })
})

describe('brownout serve', () => {
  it('serves with faults until it is stopped, and writes the incident', async () => {
    const child = start(['serve', '--port', '0', '--fault', 'overloaded:nth=1', '--recipe', 'half-a-message', '--incident', incidentFile], {
      BROWNOUT_SEED: 'monday',
    })
    const closed = once(child, 'close')
    let printed = ''
    for await (const piece of child.stdout!.setEncoding('utf8')) {
      printed += String(piece)
      if (printed.includes('# ready')) break
    }
    expect(printed).toContain('injected: overloaded on call 1\nplays: half-a-message: some answers stop midway')
    const baseURL = /^export OPENAI_BASE_URL=(.*)$/m.exec(printed)?.[1]
    const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })
    const ask = () => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
    await expect(ask()).rejects.toMatchObject({ status: 503 })
    await expect(ask()).resolves.toBeDefined()
    // The official client adds /v1 to this, the AI SDK does not.
    const anthropicUrl = /^export ANTHROPIC_BASE_URL=(.*)$/m.exec(printed)?.[1]
    const headers = { 'x-api-key': 'none', 'anthropic-version': '2023-06-01' }
    const body = JSON.stringify({ model: 'claude-sonnet-5', max_tokens: 50, messages: [{ role: 'user', content: 'Hello?' }] })
    const asked = ['/v1/messages', '/messages'].map((path) => fetch(`${anthropicUrl}${path}`, { method: 'POST', headers, body }))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200])
    child.kill('SIGTERM')
    expect(await closed).toEqual([0, null])
    expect(JSON.parse(readFileSync(incidentFile, 'utf8'))).toMatchObject({
      seed: 'monday',
      journal: { calls: [{ status: 503 }, { status: 200 }, { provider: 'anthropic' }, { provider: 'anthropic' }] },
    })
  })

  it.each([
    [['serve', '--port', 'http'], 'Expected a number from 0 to 65535.'],
    [['serve', '--fault', 'overlaoded'], 'Did you mean "overloaded"?'],
    [['serve', '--recipe', 'one-bad-our'], 'Did you mean "one-bad-hour"?'],
    [['serve', '--sede', 'friday'], 'Did you mean --seed?'],
    [['swerve'], 'Did you mean serve?'],
  ])('is not understood as %j', async (words, message) => {
    const { code, out, err } = await inProcess(...words)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(message)
    expect(err).not.toContain('    at ')
  })
})

const patiently = { timeout: 30_000 }

/** A server in a process of its own, once it answers. */
async function served(...words: readonly string[]) {
  const child = start(['serve', '--port', '0', ...words])
  const closed = once(child, 'close')
  let printed = ''
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => void (printed += piece))
  await expect.poll(() => printed, patiently).toContain('# ready')
  const baseURL = /^export OPENAI_BASE_URL=(.*)$/m.exec(printed)![1]!
  const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })
  const call = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello?' }] }
  return { child, closed, baseURL, text: () => printed, client, call }
}

describe('brownout serve, when it is stopped', () => {
  it('lets a stream in flight end, and reports each scope', async () => {
    const file = join(folder, 'stopped.json')
    const fault = 'stalled-stream:afterDeltas=1,duration=400ms,first=1'
    const { child, closed, client, call, text: printed, baseURL } = await served('--fault', fault, '--incident', file)
    const own = `${baseURL.replace('/openai/v1', '')}/__brownout/scope/worker-3`
    await fetch(`${own}/__brownout/scenario`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' })
    await new OpenAI({ baseURL: `${own}/openai/v1`, apiKey: 'none' }).chat.completions.create(call)
    const stream = await client.chat.completions.create({ ...call, stream: true })
    child.kill('SIGTERM')
    const finishes = []
    for await (const { choices } of stream) finishes.push(choices[0]?.finish_reason)
    expect(finishes.at(-1)).toBe('stop')
    expect(await closed).toEqual([0, null])
    expect(printed()).toContain('Scopes\n  worker-3: 1 call, 0 hit\n')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ journal: { calls: [{ ending: 'complete' }] } })
    expect(JSON.parse(readFileSync(join(folder, 'stopped.worker-3.json'), 'utf8'))).toMatchObject({ journal: { calls: [{}] } })
  })

  it('stops at once at a second signal, and writes the incident', async () => {
    const file = join(folder, 'twice.json')
    const {
      child,
      closed,
      client,
      call,
      text: printed,
    } = await served('--fault', 'never-responds', '--grace', '1h', '--incident', file, '--host', '0.0.0.0', '--token', 'open sesame')
    expect(printed()).toContain('It listens on 0.0.0.0, so other machines can call it. The token controls it.')
    const broken = client.chat.completions.create(call).catch((error: unknown) => error)
    const headers = { authorization: 'Bearer open sesame' }
    const state = async () => (await fetch(`${client.baseURL.replace('/openai/v1', '')}/__brownout`, { headers })).text()
    await expect.poll(state, patiently).toContain('"calls":1')
    child.kill('SIGINT')
    await expect.poll(printed, patiently).toContain('Stopping: 1 call in flight, which can take 1h. Ctrl+C stops at once.')
    child.kill('SIGINT')
    expect(await closed).toEqual([0, null])
    expect(await broken).toBeInstanceOf(OpenAI.APIConnectionError)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ journal: { calls: [{ ending: 'aborted' }] } })
  })

  it('writes the incident also if it crashes', async () => {
    const [file, module] = [join(folder, 'crashed.json'), join(folder, 'crashing.mjs')]
    writeFileSync(
      module,
      'export default ({ model }) => (model === "gpt-5" ? void setTimeout(() => { throw new Error("no memory") }) : "Yes.")',
    )
    const { closed, client, call, baseURL } = await served('--answers', module, '--incident', file)
    await client.chat.completions.create(call)
    const scoped = new OpenAI({ baseURL: baseURL.replace('/openai/', '/__brownout/scope/a/openai/'), apiKey: 'none', maxRetries: 0 })
    await scoped.chat.completions.create({ ...call, model: 'gpt-5' }).catch(() => {})
    expect(await closed).not.toEqual([0, null])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ journal: { calls: [{ model: 'gpt-4o' }] } })
    expect(JSON.parse(readFileSync(join(folder, 'crashed.a.json'), 'utf8'))).toMatchObject({ journal: { calls: [{ model: 'gpt-5' }] } })
  })

  it('does not begin if it cannot write the incident', async () => {
    const { code, out, err } = await inProcess('serve', '--port', '0', '--incident', join(folder, 'missing', 'incident.json'))
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('error: Cannot write the incident: ENOENT')
  })
})

describe('brownout replay', () => {
  it('summarizes the contents of an incident', async () => {
    writeIncident()
    const { code, err } = await inProcess('replay', incidentFile)
    expect(code).toBe(0)
    expect(err).toContain('seed "friday" with\n  truncated-stream { afterDeltas: 1, ending: "clean" } on the first 2 calls')
  })

  it('names an injection with a condition in code, which is replaced by the list of its calls', async () => {
    const chaos = brownout({ seed: 'friday', providers: [openai()] })
    chaos.inject(truncatedStream({ afterDeltas: 1 }).when(() => true))
    writeFileSync(incidentFile, JSON.stringify(chaos.incident()))
    const { code, err } = await inProcess('replay', incidentFile)
    expect(err).toContain('truncated-stream { afterDeltas: 1, ending: "clean" } on the calls that the schedule names')
    expect(code).toBe(0)
  })

  it('names the number of runs, and the run in which a fault fires', async () => {
    const script = [
      { after: 0, copies: 2, abortAfter: 5_000 },
      { after: 600_000, copies: 1 },
    ]
    const injections = [{ fault: 'overloaded', trigger: { inRun: [1], between: { from: 0, to: 600_000 } } }]
    const incident = { format: 'brownout-incident', version: 1, seed: 'friday', plan: { version: 1, injections }, script }
    writeFileSync(incidentFile, JSON.stringify(incident))
    const { code, err } = await inProcess('replay', incidentFile)
    expect(err).toContain(
      [
        'seed "friday" with',
        '  overloaded on every call, in run 1 of 2, until 10m',
        'Script:',
        '  run 1: at the start, 2 copies at the same time, the first aborted after 5s',
        '  run 2: 10m after run 1\n',
      ].join('\n'),
    )
    expect(code).toBe(0)
  })

  it('runs a command with the incident in force, and ends as it ends', async () => {
    writeIncident()
    const { code, out, err } = await run(
      'replay',
      incidentFile,
      '--',
      process.execPath,
      '-e',
      'console.log(process.env.BROWNOUT_INCIDENT); fs.writeFileSync(process.env.BROWNOUT_REPLAY_REPORT, "a test\\n  matched"); process.exitCode = 7',
    )
    expect(out).toBe(`${incidentFile}\n`)
    expect(code).toBe(7)
    expect(err).toContain('Replayed:\na test\n  matched\n')
  })

  it('hands every option after the file to the command, also without --', async () => {
    writeIncident()
    const { code, out } = await run('replay', incidentFile, process.execPath, '--version')
    expect([code, out]).toEqual([0, `${process.version}\n`])
  })

  it('leaves faults of its own to the test', async () => {
    const injections = [{ fault: 'late-finish', parameters: { by: 5 }, trigger: { first: 1 } }]
    const incident = { format: 'brownout-incident', version: 1, seed: 'friday', plan: { version: 1, injections } }
    writeFileSync(incidentFile, JSON.stringify(incident))
    const { code, err } = await run('replay', incidentFile, '--', process.execPath, '-e', '')
    expect(err).toContain('late-finish { by: 5 } on the first call')
    expect(err).toContain('"late-finish" is not in the catalogue: the test must name it in withChaos({ faults: [...] }).')
    expect(code).toBe(0)
    const alone = await inProcess('replay', incidentFile)
    expect(alone).toMatchObject({ code: 1, err: expect.stringContaining('Cannot inject "late-finish": no such fault.') as unknown })
  })

  it.each([
    ['no-such-file.json', 'error: Cannot replay "no-such-file.json": the file does not exist.\n'],
    [main, /^error: Cannot read the incident: it is not JSON \(.*\)\.\n$/],
  ])('refuses %s', async (file, message) => {
    const { code, err } = await inProcess('replay', file)
    expect(code).toBe(1)
    expect(err).toMatch(message)
  })
})
