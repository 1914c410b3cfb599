import { describe, expect, it } from 'vitest'
import { midStreamError, quotaExhausted, rateLimited, serverError, truncatedStream } from '../../faults/index.ts'
import { answers, type Chaos } from '../../src/index.ts'
import { incidentOf, readLog, summaryOf } from '../../src/import/index.ts'
import { playedOn, within, type Question } from './played.ts'

const urls = { openai: 'https://api.openai.com/v1/chat/completions', anthropic: 'https://api.anthropic.com/v1/messages' } as const
const models = { openai: 'gpt-4o', anthropic: 'claude-sonnet-5' } as const

const keys = { 'content-type': 'application/json', authorization: 'Bearer test', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' }

/** What a browser would have recorded of one call. */
async function entryOf(provider: Question, startedDateTime: string, wait: number): Promise<object> {
  const text = JSON.stringify({ model: models[provider], max_tokens: 100, stream: true, messages: [{ role: 'user', content: 'Hello?' }] })
  const request = { method: 'POST', url: urls[provider], postData: { text } }
  const response = await fetch(urls[provider], { method: 'POST', body: text, headers: keys })
  const content = { mimeType: response.headers.get('content-type'), text: await response.text() }
  const headers = [...response.headers].map(([name, value]) => ({ name, value }))
  return {
    startedDateTime,
    time: wait + 100,
    request,
    response: { status: response.status, headers, content },
    timings: { wait, receive: 100 },
  }
}

const asked: readonly Question[] = ['openai', 'openai', 'openai', 'anthropic', 'anthropic', 'anthropic', 'openai']

/** Entries of calls that the emulator answered, disturbed. */
async function recorded(): Promise<object[]> {
  const entries: object[] = []
  await within({ answers: answers.from(() => 'It takes thirty days, and not a day more than that.') }, async (chaos: Chaos) => {
    chaos.inject(
      rateLimited({ retryAfter: 1_500, form: 'milliseconds' }).for('openai').nth(1),
      quotaExhausted().for('openai').nth(2),
      truncatedStream({ afterDeltas: 4 }).for('openai').nth(3),
      midStreamError({ afterDeltas: 2, kind: 'overloaded' }).for('anthropic').nth(1),
      serverError({ status: 502 }).for('anthropic').nth(3),
    )
    for (const [index, provider] of asked.entries())
      entries.push(await entryOf(provider, new Date(index * 1_000).toISOString(), 50 * index))
  })
  return entries
}

function harOf(entries: readonly object[]): string {
  return JSON.stringify({ log: { version: '1.2', entries } })
}

describe('a HAR file', () => {
  it('becomes an incident with the same failures at the same positions', async () => {
    const log = readLog(harOf(await recorded()))
    expect(log).toMatchObject({ unusable: [], ignored: [] })
    const { schedule, plan } = incidentOf(log)
    expect(schedule!.map(({ endpoint, model, position, chosen }) => [endpoint, model, position, ...chosen])).toEqual([
      ['chat.completions', 'gpt-4o', 0, 'rate-limited#0'],
      ['chat.completions', 'gpt-4o', 1, 'quota-exhausted#0', 'slow-first-token#0'],
      ['chat.completions', 'gpt-4o', 2, 'truncated-stream#0', 'slow-first-token#1'],
      ['messages', 'claude-sonnet-5', 0, 'mid-stream-error#0', 'slow-first-token#2'],
      ['messages', 'claude-sonnet-5', 1, 'slow-first-token#3'],
      ['messages', 'claude-sonnet-5', 2, 'server-error#0', 'slow-first-token#4'],
      ['chat.completions', 'gpt-4o', 3, 'slow-first-token#5'],
    ])
    expect(plan.injections.slice(0, 1)).toMatchObject([{ fault: 'rate-limited', parameters: { retryAfter: 1_500, form: 'milliseconds' } }])
    expect(plan.injections).toContainEqual({
      fault: 'truncated-stream',
      parameters: { afterDeltas: 4, ending: 'clean' },
      trigger: {},
      conditional: true,
    })
    expect(plan.injections).toContainEqual({
      fault: 'mid-stream-error',
      parameters: { afterDeltas: 2, events: 'all', kind: 'overloaded' },
      trigger: {},
      conditional: true,
    })
  })

  it('is played again by the official clients', async () => {
    const { journal } = await playedOn(incidentOf(readLog(harOf(await recorded()))), asked)
    expect(journal.calls.map(({ status, ending, deltas }) => [status, ending, ending === 'truncated' ? deltas : 0])).toEqual([
      [429, 'refused', 0],
      [429, 'refused', 0],
      [200, 'truncated', 4],
      [200, 'truncated', 2],
      [200, 'complete', 0],
      [502, 'refused', 0],
      [200, 'complete', 0],
    ])
    expect(journal.calls.map(({ startedAt, firstByteAt }) => firstByteAt! - startedAt)).toEqual([0, 50, 100, 150, 200, 250, 300])
  })

  it('holds no text of a question, an answer or a key in its incident', async () => {
    const text = JSON.stringify(incidentOf(readLog(harOf(await recorded()))))
    expect(text).not.toContain('Hello?')
    expect(text).not.toContain('thirty')
  })

  it('knows the end of a stream in other dialects, and does not guess if frames are binary', async () => {
    const [entry] = (await recorded()) as [object]
    const stream = (url: string, mimeType: string, text?: string) => ({
      ...entry,
      request: { method: 'POST', url },
      response: { status: 200, content: { mimeType, text } },
    })
    const gemini = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3:streamGenerateContent?alt=sse'
    const half = 'data: {"candidates":[{"content":{"parts":[{"text":"It takes"}],"role":"model"}}]}\r\n\r\n'
    const whole = `${half}data: {"candidates":[{"content":{"parts":[{"text":" 30 days"}]},"finishReason":"STOP"}]}\r\n\r\n`
    const bedrock = 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/some/converse-stream'
    const log = readLog(
      harOf([
        stream(gemini, 'text/event-stream', half),
        stream(gemini, 'text/event-stream', whole),
        stream(bedrock, 'application/vnd.amazon.eventstream', '\u0000'),
      ]),
    )
    expect(log.calls.map(({ provider, ending, deltas }) => [provider, ending, deltas])).toEqual([
      ['gemini', 'truncated', 1],
      ['gemini', 'complete', 2],
      ['bedrock', undefined, undefined],
    ])
    expect(log.untaken).toContainEqual({
      place: 'entry 3',
      why: 'whether the streamed answer was complete: the file does not contain its text',
    })
  })

  it('names what it passes over and what it cannot read', async () => {
    const [entry] = (await recorded()) as [{ request: object; response: object }]
    const unrecorded = { ...entry, response: { status: 200, content: { mimeType: 'text/event-stream; charset=utf-8' } } }
    const shop = { ...entry, request: { method: 'GET', url: 'https://shop.example/cart' } }
    const broken = { ...entry, startedDateTime: 'soon' }
    const reset = { ...entry, response: { status: 0, _error: 'net::ERR_CONNECTION_RESET' } }
    const summary = summaryOf(readLog(harOf([entry, unrecorded, shop, broken, reset])), 'shop.har')
    expect(summary).toContain('shop.har (HAR): 3 calls')
    expect(summary).toContain('    1 x connection-reset: the connection is reset before any response')
    expect(summary).toContain('1 x "startedDateTime" is "soon": expected a time such as "2026-05-01T09:00:00Z" (entry 4)')
    expect(summary).toContain('1 x whether the streamed answer was complete: the file does not contain its text (entry 2)')
    expect(summary).toContain('1 x GET shop.example: no question to a known provider (entry 3)')
  })

  it.each([
    ['Playwright in Chromium', { status: -1, _failureText: 'net::ERR_CONNECTION_RESET' }, 'ECONNRESET'],
    ['Playwright in Firefox', { status: -1, _failureText: 'NS_ERROR_CONNECTION_REFUSED' }, 'ECONNREFUSED'],
    ['Playwright in WebKit', { status: -1, _failureText: 'The network connection was lost.' }, 'ECONNRESET'],
    ['Chrome', { status: 0, _error: 'net::ERR_NAME_NOT_RESOLVED' }, 'ENOTFOUND'],
    ['Firefox, which gives no reason', { status: 0 }, 'ECONNRESET'],
  ])('takes a broken connection of %s', async (_, response, code) => {
    const [entry] = (await recorded()) as [{ request: object }]
    const broken = {
      ...entry,
      time: -1,
      timings: { send: -1, wait: -1, receive: -1 },
      response: { ...response, headers: [], content: { size: -1, mimeType: 'x-unknown' } },
    }
    const log = readLog(harOf([broken]))
    expect(log.unusable).toEqual([])
    expect(incidentOf(log).plan.injections).toMatchObject([{ fault: 'connection-reset', parameters: { code } }])
  })

  it('prints no header of any form, and lets one odd status end nothing', async () => {
    const [entry] = (await recorded()) as [{ request: object; response: object }]
    const headers = { authorization: 'Bearer abcdefgh12345678', 'retry-after': '3' }
    const asObject = { ...entry, request: { ...entry.request, headers }, response: { ...entry.response, headers, status: 429 } }
    const odd = { ...entry, response: { status: 999, headers, content: {} } }
    const log = readLog(harOf([asObject, odd, { ...odd, response: { ...odd.response, status: 'none' } }]))
    expect(log.calls).toMatchObject([{ retryAfter: 3_000 }, { status: 999 }])
    expect(summaryOf(log, 'shop.har')).not.toContain('abcdefgh')
    expect(() => incidentOf(log)).not.toThrow()
  })

  it.each(['{"delta":', '"arguments":"', '{"choices":[{"delta":{"content":"a"', ' '])(
    'reads a stream of 1 MB of %j in linear time',
    async (part) => {
      const [entry] = (await recorded()) as [object]
      const text = `data: {${part.repeat(1_000_000 / part.length)}\n\ndata: [DONE]\n\n`
      const log = readLog(harOf([{ ...entry, response: { status: 200, content: { mimeType: 'text/event-stream', text } } }]))
      expect(log.calls).toMatchObject([{ ending: 'complete', deltas: 0 }])
    },
  )
})
