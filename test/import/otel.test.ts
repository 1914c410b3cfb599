import { describe, expect, it } from 'vitest'
import { incidentOf, readLog, summaryOf } from '../../src/import/index.ts'

type Values = Readonly<Record<string, string | number>>

function attributes(values: Values): object[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
  }))
}

/** A span as an instrumented app exports it: from a ms of a day in 2026, for some ms. */
function span(at: number, lasting: number, values: Values, more: object = {}): object {
  const nanoseconds = (ms: number): string => String((1_777_626_000_000n + BigInt(ms)) * 1_000_000n)
  return {
    spanId: `id${at}`,
    startTimeUnixNano: nanoseconds(at),
    endTimeUnixNano: nanoseconds(at + lasting),
    attributes: attributes(values),
    ...more,
  }
}

function traceOf(...spans: readonly object[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })
}

const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-4o' }

const trace = [
  span(0, 900, { ...chat, 'gen_ai.response.time_to_first_chunk': 0.4, 'gen_ai.usage.input_tokens': 30, 'gen_ai.usage.output_tokens': 12 }),
  span(1_000, 50, { ...chat, 'error.type': '429' }, { status: { code: 2 } }),
  span(2_000, 70, { ...chat, 'gen_ai.provider.name': 'gcp.gemini', 'http.response.status_code': 503, 'error.type': 'unavailable' }),
  span(3_000, 60_000, { ...chat, 'error.type': 'openai.APIConnectionTimeoutError' }),
  span(4_000, 5, { ...chat, 'error.type': 'GuardrailTripped' }),
]

describe('a trace', () => {
  it('becomes an incident, with any instrumentation', () => {
    const { schedule, journal } = incidentOf(readLog(traceOf(...trace)))
    expect(schedule!.map(({ provider, position, chosen }) => [provider, position, ...chosen])).toEqual([
      ['openai', 0, 'slow-first-token#0'],
      ['openai', 1, 'rate-limited#0', 'slow-first-token#1'],
      ['gemini', 0, 'server-error#0', 'slow-first-token#2'],
      ['openai', 2, 'never-responds#0'],
      ['openai', 3, 'slow-first-token#3'],
    ])
    expect(journal.calls.map(({ startedAt, firstByteAt, endedAt }) => [startedAt, firstByteAt, endedAt]).slice(0, 2)).toEqual([
      [0, 400, 900],
      [1_000, undefined, 1_050],
    ])
  })

  it('is read from one export a line, in order of time', () => {
    const [first, second, ...others] = trace as [object, object, ...object[]]
    const lines = [traceOf(second), traceOf(first), traceOf(...others)].join('\n')
    expect(readLog(lines).calls).toEqual(readLog(traceOf(...trace)).calls)
  })

  it('names the spans that belong to something else, or have too little data', () => {
    const summary = summaryOf(
      readLog(
        traceOf(
          ...trace,
          span(5_000, 1, { 'http.request.method': 'GET' }),
          span(6_000, 1, { ...chat, 'gen_ai.operation.name': 'execute_tool' }),
          span(7_000, 1, { 'gen_ai.operation.name': 'chat' }),
          { startTimeUnixNano: 'now', endTimeUnixNano: '7' },
        ),
      ),
      'trace.json',
    )
    for (const line of [
      'trace.json (OpenTelemetry trace): 5 calls in 4s',
      '  42 tokens in 1 call: counted, not replayed',
      '  1 x it names no provider ("gen_ai.provider.name") (span id7000)',
      '  1 x "startTimeUnixNano" is "now": expected nanoseconds',
      '  1 x the error "GuardrailTripped": no fault causes it (span id4000)',
      '  1 x a span of something else (span id5000)',
      '  1 x a span of execute_tool (span id6000)',
    ])
      expect(summary).toContain(line)
  })

  it('is read from the instrumentations of OpenInference, OpenLLMetry and the AI SDK', () => {
    const exception = (type: string, message: string): object => ({
      status: { code: 2, message },
      events: [{ name: 'exception', timeUnixNano: '1', attributes: attributes({ 'exception.type': type, 'exception.message': message }) }],
    })
    const firstToken = {
      events: [{ name: 'First Token Stream Event', timeUnixNano: String((1_777_626_000_000n + 250n) * 1_000_000n), attributes: [] }],
    }
    const inference = {
      'openinference.span.kind': 'LLM',
      'llm.model_name': 'gpt-4o',
      'llm.token_count.prompt': 3,
      'llm.token_count.completion': 4,
    }
    const traceloop = {
      'llm.request.type': 'chat',
      'gen_ai.system': 'Anthropic',
      'gen_ai.request.model': 'claude-x',
      'gen_ai.usage.prompt_tokens': 5,
    }
    const sdk = { 'ai.operationId': 'ai.streamText.doStream', 'ai.model.provider': 'google.generative-ai', 'ai.model.id': 'gemini-3' }
    const { calls, ignored, unusable } = readLog(
      traceOf(
        span(0, 900, inference, firstToken),
        span(1, 50, { ...inference, 'llm.system': 'openai' }, exception('openai.RateLimitError', 'Error code: 429 - {}')),
        span(2, 5, { 'openinference.span.kind': 'CHAIN' }),
        span(3, 70, traceloop, exception('anthropic.InternalServerError', 'Error code: 529 - overloaded')),
        span(4, 5, { 'traceloop.span.kind': 'workflow' }),
        span(5, 800, { ...sdk, 'ai.response.msToFirstChunk': 120 }),
        span(6, 900, { ...sdk, 'ai.operationId': 'ai.streamText' }),
      ),
    )
    expect(calls).toMatchObject([
      { provider: 'openai', model: 'gpt-4o', firstByte: 250, tokens: 7, status: undefined },
      { provider: 'openai', status: 429, error: 'openai.RateLimitError' },
      { provider: 'anthropic', status: 529, tokens: 5 },
      { provider: 'gemini', model: 'gemini-3', firstByte: 120, stream: true },
    ])
    expect([ignored.length, unusable]).toEqual([3, []])
  })

  it('lets one bad line, resource, attribute or event end nothing', () => {
    const good = traceOf(span(0, 900, chat))
    const odd = { ...span(1, 10, chat), attributes: [...attributes(chat), { key: 'x' }, 7], events: [7, { name: 'y' }] }
    const text = [
      good,
      '{"resourceSpans":',
      '{"resourceSpans":7}',
      JSON.stringify({ resourceSpans: [7, { scopeSpans: [{ spans: [odd] }] }] }),
    ].join('\n')
    const { calls, unusable } = readLog(text)
    expect([calls.length, unusable.length]).toEqual([2, 3])
  })
})
