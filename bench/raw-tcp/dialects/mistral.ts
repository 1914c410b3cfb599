import { tokensOf, wordsOf, type Said, type SaidCall, type Stop } from '../said.ts'
import { event, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'
import { openaiChat } from './openai-chat.ts'

const reasons: Readonly<Record<Stop, string>> = {
  stop: 'stop',
  tools: 'tool_calls',
  // No client of the matrix sets a maximum of its own, which would be `length`.
  length: 'model_length',
  filter: 'error',
  refusal: 'stop',
  unknown: '',
}

const common = (number: number) => ({
  id: `cmpl-e5cc70bb28c444948073e77776eb30e${number}`,
  created: 1_702_256_327,
  model: 'mistral-large-latest',
})
const usage = { prompt_tokens: 16, total_tokens: 38, completion_tokens: 22 }

function problem(status: number, type: string, code: string, message: string, headers?: Readonly<Record<string, string>>): WireError {
  return { status, body: { object: 'error', message, type, param: null, code }, ...(headers === undefined ? {} : { headers }) }
}

const errors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': problem(429, 'rate_limited', '1300', 'Requests rate limit exceeded', { 'retry-after': '20' }),
  quota: problem(402, 'payment_required', '1402', 'Your account has no credits left.'),
  overloaded: problem(429, 'service_tier_capacity_exceeded', '3505', 'Service tier capacity exceeded for this model.'),
  'server-error': problem(500, 'internal_server_error', '3000', 'Service unavailable.'),
  authentication: { status: 401, body: { detail: 'Unauthorized' } },
  context: problem(
    400,
    'invalid_request_prompt',
    '3051',
    'Prompt contains 140000 tokens and 0 draft tokens, too large for model with 131072 maximum context length',
  ),
}

function callOf({ id, name, arguments: given }: SaidCall, index: number): unknown {
  return { id, function: { name, arguments: given }, index }
}

function body({ text, calls, stop, hasUsage, number }: Said): unknown {
  const message = { role: 'assistant', tool_calls: calls.length === 0 ? null : calls.map(callOf), content: text }
  return {
    ...common(number),
    object: 'chat.completion',
    ...(hasUsage ? { usage } : {}),
    choices: [{ index: 0, finish_reason: reasons[stop], message }],
  }
}

function chunk(number: number, delta: unknown, finish: string | null, hasUsage = false): unknown {
  return {
    ...common(number),
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...(hasUsage ? { usage } : {}),
  }
}

function events({ text, calls, stop, hasUsage, number }: Said): readonly WireEvent[] {
  const tokens = calls.flatMap(({ arguments: given }) => tokensOf(given)).length
  return [
    event('opening', chunk(number, { role: 'assistant', content: '' }, null)),
    ...wordsOf(text).map((word) => event('delta', chunk(number, { content: word }, null))),
    ...(calls.length === 0 ? [] : [event('delta', chunk(number, { content: '', tool_calls: calls.map(callOf) }, null), undefined, tokens)]),
    event('finish', chunk(number, { content: '' }, reasons[stop], hasUsage)),
    event('terminal', '[DONE]'),
  ]
}

/** docs.mistral.ai, chat completions and the error glossary, and `@mistralai/mistralai`. */
export const mistral: Dialect = {
  framing: 'lf',
  streamType: 'text/event-stream; charset=utf-8',
  headers: { 'mistral-correlation-id': '0196f0a2-0000-7000-8000-000000000000', 'x-kong-request-id': 'f3b1c2d4' },
  read: openaiChat.read,
  body,
  events,
  error: (kind) => errors[kind],
  failure: [event('other', errors.overloaded.body)],
  emptied: (full) => ({ ...(full as object), choices: [] }),
  emptyEvent: event('other', { ...common(0), object: 'chat.completion.chunk', choices: [] }),
}
