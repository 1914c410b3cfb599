import { describe, expect, it } from 'vitest'
import { incidentOf, readLog } from '../../src/import/index.ts'

const at = 1_777_626_000_000

/** The fields that are read from each call of a log, which has more. */
function readOf(text: string): unknown[] {
  return readLog(text).calls.map(({ at: when, provider, model, status, error, firstByte, latency, tokens }) =>
    Object.fromEntries(
      Object.entries({ at: when - at, provider, model, status, error, firstByte, latency, tokens }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  )
}

const litellm = [
  {
    id: 'chatcmpl-1',
    call_type: 'acompletion',
    stream: true,
    status: 'success',
    custom_llm_provider: 'openai',
    total_tokens: 42,
    startTime: at / 1_000,
    endTime: at / 1_000 + 2,
    completionStartTime: at / 1_000 + 0.5,
    model: 'gpt-4o',
    api_base: 'https://api.openai.com',
  },
  {
    id: 'x',
    call_type: 'acompletion',
    status: 'failure',
    custom_llm_provider: 'vertex_ai',
    startTime: at / 1_000 + 3,
    endTime: at / 1_000 + 4,
    completionStartTime: at / 1_000 + 4,
    model: 'gemini-2.5-pro',
    total_tokens: 0,
    error_information: { error_code: '429', error_class: 'RateLimitError', llm_provider: 'vertex_ai', error_message: 'Resource exhausted' },
  },
]

const langfuse = [
  {
    id: 'a',
    trace_id: 't',
    type: 'GENERATION',
    level: 'DEFAULT',
    provided_model_name: 'claude-sonnet-4-6',
    start_time: '2026-05-01 09:00:00.000000',
    end_time: '2026-05-01 09:00:02.500000',
    completion_start_time: '2026-05-01 09:00:00.750000',
    usage_details: { input: 10, output: 5, total: 15 },
  },
  { id: 'b', trace_id: 't', type: 'SPAN', level: 'DEFAULT', start_time: '2026-05-01 09:00:01.000000', end_time: null },
  {
    id: 'c',
    traceId: 't',
    type: 'GENERATION',
    level: 'ERROR',
    model: 'openai/gpt-4o',
    startTime: '2026-05-01T09:00:03.000Z',
    endTime: '2026-05-01T09:00:04.000Z',
    statusMessage: "Error code: 503 - {'error': {'message': 'Jane is ill'}}",
  },
]

const helicone = [
  {
    request_id: 'r1',
    request_created_at: '2026-05-01T09:00:00.000Z',
    response_status: 200,
    delay_ms: 900,
    time_to_first_token: 300,
    request_model: 'gpt-4o',
    provider: 'OPENAI',
    total_tokens: 20,
    request_path: '/v1/chat/completions',
    request_body: { prompt: 'Jane' },
  },
  {
    request_id: 'r2',
    request_created_at: '2026-05-01T09:00:01.000Z',
    response_status: -3,
    delay_ms: null,
    request_model: 'claude-x',
    provider: 'ANTHROPIC',
  },
  {
    request_id: 'r3',
    request_created_at: '2026-05-01T09:00:02.000Z',
    response_status: 529,
    delay_ms: 40,
    request_model: 'claude-x',
    provider: 'ANTHROPIC',
  },
]

const reads = {
  LiteLLM: [
    { at: 0, provider: 'openai', model: 'gpt-4o', status: 200, firstByte: 500, latency: 2_000, tokens: 42 },
    { at: 3_000, provider: 'gemini', model: 'gemini-2.5-pro', status: 429, error: 'RateLimitError', latency: 1_000, tokens: 0 },
  ],
  Langfuse: [
    { at: 0, provider: 'anthropic', model: 'claude-sonnet-4-6', status: 200, firstByte: 750, latency: 2_500, tokens: 15 },
    { at: 3_000, provider: 'openai', model: 'openai/gpt-4o', status: 503, error: 'Error', latency: 1_000 },
  ],
  Helicone: [
    { at: 0, provider: 'openai', model: 'gpt-4o', status: 200, firstByte: 300, latency: 900, tokens: 20 },
    { at: 1_000, provider: 'anthropic', model: 'claude-x', error: "no response (Helicone's status -3)" },
    { at: 2_000, provider: 'anthropic', model: 'claude-x', status: 529, latency: 40 },
  ],
}

function csvOf(rows: readonly object[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const field = (value: unknown): string =>
    `"${(typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value)).replaceAll('"', '""')}"`
  return [names.join(','), ...rows.map((row) => names.map((name) => field((row as Record<string, unknown>)[name])).join(','))].join('\n')
}

describe.each([
  ['LiteLLM', litellm],
  ['Langfuse', langfuse],
  ['Helicone', helicone],
] as const)('a log of %s', (name, rows) => {
  it.each([
    ['lines of JSON', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['an array of JSON', JSON.stringify(rows, null, 2)],
    ['a page of its API', JSON.stringify({ data: rows, meta: {} })],
    ['CSV', csvOf(rows)],
  ])('is read from %s', (_, text) => {
    expect(readOf(text)).toEqual(reads[name])
  })

  it('becomes an incident without its texts', () => {
    const incident = JSON.stringify(incidentOf(readLog(JSON.stringify(rows))))
    expect(incident).not.toContain('Jane')
    expect(incidentOf(readLog(JSON.stringify(rows))).schedule).toHaveLength(reads[name].length)
  })
})
