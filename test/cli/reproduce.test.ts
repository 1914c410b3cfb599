import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { reproduce, type ReproduceOptions } from '../../src/cli/reproduce.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { readIncident } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-reproduce-'))
const incidentFile = join(folder, 'kept/incident.json')
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

/** Reproduces a text, and returns what was printed. */
async function printed(text: string, options: ReproduceOptions = {}): Promise<string> {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const file = join(folder, 'error.log')
  writeFileSync(file, text)
  expect(await reproduce(file, { output: incidentFile, ...options })).toBe(0)
  return lines.join('\n')
}

function faultInIncident(): string | undefined {
  return readIncident(readFileSync(incidentFile, 'utf8'), catalogue).injections[0]?.fault.name
}

describe('brownout reproduce', () => {
  it('ranks the faults behind a stack trace and writes an incident with the likeliest', async () => {
    const out = await printed(`ERROR ask failed after 300.2s
TypeError: terminated
    at Fetch.onAborted (node:internal/deps/undici/undici:11190:53)
  [cause]: BodyTimeoutError: Body Timeout Error { code: 'UND_ERR_BODY_TIMEOUT' }`)
    expect(out).toMatch(/^1\. .*body-timeout.*: the response stalls until the HTTP client times out\n {3}very likely: (\d+) of \1 errors/m)
    expect(faultInIncident()).toBe('body-timeout')
    expect(statSync(incidentFile).mode & 0o077).toBe(0)
  })

  it('lists the other candidates, and reproduces one on request', async () => {
    const out = await printed('APIConnectionError: Connection error.', { fault: 'connection-refused' })
    expect(out).toMatch(/1\. .*connection-reset.*\n {3}likely: (\d+) of \d+ errors \(\d+%\)/)
    expect(out).toContain('check for "ECONNREFUSED": it is typical of this fault and not in the text')
    expect(faultInIncident()).toBe('connection-refused')
  })

  it('reproduces a candidate with its parameters', async () => {
    await printed('DOMException: The operation was aborted due to timeout', { fault: 'stalled-stream:pingEvery=15s' })
    const [injection] = readIncident(readFileSync(incidentFile, 'utf8'), catalogue).injections
    expect(injection).toMatchObject({ fault: { name: 'stalled-stream' }, parameters: { pingEvery: 15_000 } })
  })

  it('takes the fault of a documented error code', async () => {
    const out = await printed("RateLimitError: 429 You exceeded your current quota { code: 'insufficient_quota' }")
    expect(out).toMatch(/^By its code: providers document "insufficient_quota" as what .*quota-exhausted.* emulates/)
    expect(out).toMatch(/rate-limited/)
    expect(faultInIncident()).toBe('quota-exhausted')
  })

  it('takes the most frequent failure of a log', async () => {
    const out = await printed(`time,provider,model,status
2026-05-01T09:00:00Z,openai,gpt-4o,503
2026-05-01T09:00:01Z,openai,gpt-4o,200
2026-05-01T09:00:02Z,anthropic,claude-sonnet-5,529
2026-05-01T09:00:03Z,anthropic,claude-sonnet-5,529`)
    expect(out).toContain('2 calls of the log failed with status: 529.\nOther failures: status: 503 (1).')
    expect(faultInIncident()).toBe('overloaded')
  })

  it('reads a HAR file', async () => {
    const request = { method: 'POST', url: 'https://api.openai.com/v1/chat/completions', postData: { text: '{"model":"gpt-4o"}' } }
    const entry = { startedDateTime: '2026-05-01T09:00:00Z', time: 40, request, timings: { wait: 40 } }
    const out = await printed(JSON.stringify({ log: { entries: [{ ...entry, response: { status: 401, headers: [], content: {} } }] } }))
    expect(out).toContain('1 call of the log failed with')
    expect(faultInIncident()).toBe('authentication-failed')
  })

  it.each([
    ['out of paper', {}, /^No fault is known for this error\. Read from it: "out of paper"\./],
    ['TypeError: checkout is not a function', {}, /^No fault is known for this error\. Read from it: "TypeError"/],
    [' \n', {}, /it is empty\. Expected a stack trace, a log or a HAR file\.$/],
    ['time,provider,model,status\n2026-05-01T09:00:00Z,openai,gpt-4o,200', {}, /every call in it succeeded\.$/],
    ['status: 529', { fault: 'overlaoded' }, /"overlaoded": it is not a candidate for this error\. Did you mean "overloaded"\?/],
  ])('does not guess from %j with %j', async (text, options, message) => {
    const failure = await printed(text, options).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UsageError)
    expect((failure as UsageError).message).toMatch(message)
  })

  it('reports that the file does not exist', async () => {
    await expect(reproduce(join(folder, 'missing.log'), {})).rejects.toThrow(/Cannot reproduce ".*missing\.log": the file does not exist\./)
  })
})
