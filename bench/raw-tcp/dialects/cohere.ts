import { tokensOf, wordsOf, type Said, type SaidCall, type Stop, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'

const reasons: Readonly<Record<Stop, string>> = {
  stop: 'COMPLETE',
  tools: 'TOOL_CALL',
  length: 'MAX_TOKENS',
  filter: 'ERROR',
  refusal: 'COMPLETE',
  unknown: 'TIMEOUT',
}

const idOf = (number: number): string => `c14c80c3-18eb-4519-9460-6c92edd8cfb${number}`
const usage = { billed_units: { input_tokens: 17, output_tokens: 22 }, tokens: { input_tokens: 83, output_tokens: 22 } }

function problem(status: number, message: string, headers?: Readonly<Record<string, string>>): WireError {
  return { status, body: { id: idOf(0), message }, ...(headers === undefined ? {} : { headers }) }
}

const errors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': problem(429, 'You have exceeded the rate limit of 500 calls / minute.', { 'retry-after': '20' }),
  quota: problem(429, 'You are using a Trial key, which is limited to 1000 API calls / month.'),
  overloaded: problem(503, 'The service is currently overloaded, please try again later.'),
  'server-error': problem(500, 'internal server error, this has been reported to our developers.'),
  authentication: problem(401, 'invalid api token'),
  context: problem(400, 'too many tokens: total number of tokens in the prompt cannot exceed 256000'),
}

function read(body: Readonly<Record<string, unknown>>): Wanted {
  return {
    stream: body['stream'] === true,
    tools: items(body['tools']).map((tool) => String(member(tool, 'function', 'name'))),
    hasToolResult: member(items(body['messages']).at(-1), 'role') === 'tool',
    inJson: member(body, 'response_format', 'type') === 'json_object',
  }
}

function callOf({ id: callId, name, arguments: given }: SaidCall): unknown {
  return { id: callId, type: 'function', function: { name, arguments: given } }
}

function body({ text, calls, stop, hasUsage, number }: Said): unknown {
  return {
    id: idOf(number),
    finish_reason: reasons[stop],
    message: {
      role: 'assistant',
      ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
      ...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }),
    },
    ...(hasUsage ? { usage } : {}),
  }
}

function typed(role: WireEvent['role'], type: string, fields: Readonly<Record<string, unknown>>): WireEvent {
  return event(role, { type, ...fields }, type)
}

function textEvents(text: string): readonly WireEvent[] {
  if (text === '') return []
  return [
    typed('other', 'content-start', { index: 0, delta: { message: { content: { type: 'text', text: '' } } } }),
    ...wordsOf(text).map((word) => typed('delta', 'content-delta', { index: 0, delta: { message: { content: { text: word } } } })),
    typed('closing', 'content-end', { index: 0 }),
  ]
}

function callEvents(call: SaidCall, index: number): readonly WireEvent[] {
  return [
    typed('other', 'tool-call-start', { index, delta: { message: { tool_calls: callOf({ ...call, arguments: '' }) } } }),
    ...tokensOf(call.arguments).map((token) =>
      typed('delta', 'tool-call-delta', { index, delta: { message: { tool_calls: { function: { arguments: token } } } } }),
    ),
    typed('closing', 'tool-call-end', { index }),
  ]
}

function events({ text, calls, stop, hasUsage, number }: Said): readonly WireEvent[] {
  const message = { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] }
  return [
    typed('opening', 'message-start', { id: idOf(number), delta: { message } }),
    ...textEvents(text),
    ...calls.flatMap(callEvents),
    typed('finish', 'message-end', { delta: { finish_reason: reasons[stop], ...(hasUsage ? { usage } : {}) } }),
    event('terminal', '[DONE]'),
  ]
}

/** docs.cohere.com, v2/chat, and `cohere-ai`. */
export const cohere: Dialect = {
  framing: 'lf',
  streamType: 'text/event-stream',
  headers: { 'x-debug-trace-id': '9a0e5f1d2c3b4a59', 'x-endpoint-monthly-call-limit': '1000' },
  read,
  body,
  events,
  error: (kind) => errors[kind],
  failure: [typed('other', 'message-end', { delta: { finish_reason: 'ERROR', error: 'internal server error' } })],
  emptied: (full) => ({ ...(full as object), message: {} }),
  emptyEvent: typed('other', 'content-delta', { index: 0, delta: {} }),
}
