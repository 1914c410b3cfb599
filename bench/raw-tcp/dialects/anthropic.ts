import { tokensOf, wordsOf, type Said, type Stop, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'

const reasons: Readonly<Record<Stop, string>> = {
  stop: 'end_turn',
  tools: 'tool_use',
  length: 'max_tokens',
  filter: 'refusal',
  refusal: 'refusal',
  unknown: 'pause_turn',
}

const inputUsage = { input_tokens: 25, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, service_tier: 'standard' }

function problem(status: number, type: string, message: string, headers?: Readonly<Record<string, string>>): WireError {
  return {
    status,
    body: { type: 'error', error: { type, message }, request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy' },
    ...(headers === undefined ? {} : { headers }),
  }
}

const errors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': problem(429, 'rate_limit_error', "This request would exceed your organization's rate limit of 50 requests per minute.", {
    'retry-after': '20',
    'anthropic-ratelimit-requests-remaining': '0',
  }),
  quota: {
    status: 429,
    body: {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message: 'You have reached your specified API usage limits.',
        details: { error_code: 'enforced_spend_limit_reached' },
      },
      request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
    },
  },
  overloaded: problem(529, 'overloaded_error', 'Overloaded'),
  'server-error': problem(500, 'api_error', 'Internal server error'),
  authentication: problem(401, 'authentication_error', 'invalid x-api-key'),
  context: problem(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
}

function read(body: Readonly<Record<string, unknown>>): Wanted {
  const last = items(body['messages']).at(-1)
  return {
    stream: body['stream'] === true,
    tools: items(body['tools']).map((tool) => String(member(tool, 'name'))),
    hasToolResult: items(member(last, 'content')).some((block) => member(block, 'type') === 'tool_result'),
    inJson: member(body, 'output_config', 'format') !== undefined || body['output_format'] !== undefined,
  }
}

/** Each call of a tool needs its result in the next message. */
function refusal(body: Readonly<Record<string, unknown>>): WireError | undefined {
  const messages = items(body['messages']).map((message) => items(member(message, 'content')))
  const idsOf = (blocks: readonly unknown[] | undefined, name: string): readonly unknown[] =>
    (blocks ?? []).map((block) => member(block, name)).filter((id) => id !== undefined)
  const isAnswered = (blocks: readonly unknown[], at: number): boolean => {
    const results = idsOf(messages[at + 1], 'tool_use_id')
    const calls = blocks.filter((block) => member(block, 'type') === 'tool_use')
    return idsOf(calls, 'id').every((id) => results.includes(id))
  }
  if (messages.every(isAnswered)) return undefined
  return problem(400, 'invalid_request_error', '`tool_use` ids were found without `tool_result` blocks immediately after.')
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return {}
  }
}

function message(number: number, content: readonly unknown[], reason: string | null, usage: unknown): Readonly<Record<string, unknown>> {
  return {
    id: `msg_01XFDUDYJgAACzvnptvVoYE${number}`,
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-5',
    content,
    stop_reason: reason,
    stop_sequence: null,
    ...(usage === undefined ? {} : { usage }),
  }
}

function body({ text, calls, stop, hasUsage, number }: Said): unknown {
  const content = [
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...calls.map(({ id, name, arguments: given }) => ({ type: 'tool_use', id: `toolu_${id}`, name, input: parsed(given) })),
  ]
  return message(number, content, reasons[stop], hasUsage ? { ...inputUsage, output_tokens: 22 } : undefined)
}

function block(index: number, first: unknown, deltas: readonly unknown[]): readonly WireEvent[] {
  return [
    event('other', { type: 'content_block_start', index, content_block: first }, 'content_block_start'),
    ...deltas.map((delta) => event('delta', { type: 'content_block_delta', index, delta }, 'content_block_delta')),
    event('closing', { type: 'content_block_stop', index }, 'content_block_stop'),
  ]
}

const ping = event('other', { type: 'ping' }, 'ping')

function events({ text, calls, stop, hasUsage, number }: Said): readonly WireEvent[] {
  const texts = wordsOf(text).map((word) => ({ type: 'text_delta', text: word }))
  return [
    event(
      'opening',
      { type: 'message_start', message: message(number, [], null, hasUsage ? { ...inputUsage, output_tokens: 1 } : undefined) },
      'message_start',
    ),
    { ...ping, role: 'opening' },
    ...(text === '' ? [] : block(0, { type: 'text', text: '' }, texts)),
    ...calls.flatMap(({ id, name, arguments: given }, index) =>
      block(
        index,
        { type: 'tool_use', id: `toolu_${id}`, name, input: {} },
        tokensOf(given).map((token) => ({ type: 'input_json_delta', partial_json: token })),
      ),
    ),
    event(
      'finish',
      {
        type: 'message_delta',
        delta: { stop_reason: reasons[stop], stop_sequence: null },
        ...(hasUsage ? { usage: { output_tokens: 22 } } : {}),
      },
      'message_delta',
    ),
    event('terminal', { type: 'message_stop' }, 'message_stop'),
  ]
}

/** docs.claude.com, Messages and streaming, and `@anthropic-ai/sdk/src/resources/messages`. */
export const anthropic: Dialect = {
  framing: 'lf',
  streamType: 'text/event-stream; charset=utf-8',
  headers: { 'request-id': 'req_011CSHoEeqs5C35K2UUqR7Fy', 'anthropic-organization-id': 'e64a9bcd-0000-4000-8000-000000000000' },
  read,
  refusal,
  body,
  events,
  error: (kind) => errors[kind],
  failure: [event('other', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'error')],
  emptied: (full) => ({ ...(full as object), content: [] }),
  emptyEvent: event('other', { type: 'content_block_delta', index: 0, delta: {} }, 'content_block_delta'),
  ping,
}
