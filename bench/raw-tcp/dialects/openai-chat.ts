import { tokensOf, wordsOf, type Said, type Stop, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'

const common = (number: number) => ({
  id: `chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJK${number}`,
  created: 1_741_569_952,
  model: 'gpt-4o-2024-08-06',
})

const reasons: Readonly<Record<Stop, string>> = {
  stop: 'stop',
  tools: 'tool_calls',
  length: 'length',
  filter: 'content_filter',
  refusal: 'stop',
  unknown: '',
}

const usage = {
  prompt_tokens: 19,
  completion_tokens: 22,
  total_tokens: 41,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
}

export const openaiErrors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': {
    status: 429,
    headers: { 'retry-after': '20', 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '0' },
    body: {
      error: {
        message:
          'Rate limit reached for gpt-4o in organization org-x on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 20s.',
        type: 'requests',
        param: null,
        code: 'rate_limit_exceeded',
      },
    },
  },
  quota: {
    status: 429,
    body: {
      error: {
        message: 'You have no credits remaining. Add credits to continue using the API.',
        type: 'insufficient_quota',
        param: null,
        code: 'credit_balance_exhausted',
      },
    },
  },
  overloaded: {
    status: 503,
    body: {
      error: {
        message: 'Our servers are currently overloaded. Please try again later.',
        type: 'service_unavailable_error',
        param: null,
        code: 'server_is_overloaded',
      },
    },
  },
  'server-error': {
    status: 500,
    body: {
      error: {
        message: 'The server had an error while processing your request. Sorry about that!',
        type: 'server_error',
        param: null,
        code: null,
      },
    },
  },
  authentication: {
    status: 401,
    body: {
      error: {
        message: 'Incorrect API key provided: test. You can find your API key at https://platform.openai.com/account/api-keys.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    },
  },
  context: {
    status: 400,
    body: {
      error: {
        message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 140000 tokens.",
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    },
  },
}

export const openaiHeaders = { 'x-request-id': 'req_0123456789abcdef', 'openai-version': '2020-10-01', 'openai-processing-ms': '412' }

function read(body: Readonly<Record<string, unknown>>): Wanted {
  return {
    stream: body['stream'] === true,
    tools: items(body['tools']).map((tool) => String(member(tool, 'function', 'name'))),
    hasToolResult: member(items(body['messages']).at(-1), 'role') === 'tool',
    inJson: ['json_schema', 'json_object'].includes(String(member(body, 'response_format', 'type'))),
  }
}

function body({ text, calls, stop, hasUsage, number }: Said): unknown {
  const isRefused = stop === 'refusal'
  const message = {
    role: 'assistant',
    content: isRefused || calls.length > 0 ? null : text,
    ...(calls.length === 0
      ? {}
      : { tool_calls: calls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: given } })) }),
    refusal: isRefused ? text : null,
    annotations: [],
  }
  return {
    ...common(number),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: reasons[stop] }],
    ...(hasUsage ? { usage } : {}),
    service_tier: 'default',
    system_fingerprint: 'fp_44709d6fcb',
  }
}

function chunk(number: number, delta: unknown, finish: string | null = null): unknown {
  return {
    ...common(number),
    object: 'chat.completion.chunk',
    service_tier: 'default',
    system_fingerprint: 'fp_44709d6fcb',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  }
}

function events({ text, calls, stop, hasUsage, number }: Said): readonly WireEvent[] {
  const first = { role: 'assistant', content: calls.length > 0 ? null : '', refusal: null }
  return [
    event('opening', chunk(number, first)),
    ...wordsOf(text).map((word) => event('delta', chunk(number, stop === 'refusal' ? { refusal: word } : { content: word }))),
    ...calls.flatMap(({ id, name, arguments: given }, index) => [
      event('other', chunk(number, { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })),
      ...tokensOf(given).map((token) => event('delta', chunk(number, { tool_calls: [{ index, function: { arguments: token } }] }))),
    ]),
    event('finish', chunk(number, {}, reasons[stop])),
    ...(hasUsage ? [event('finish', { ...common(number), object: 'chat.completion.chunk', choices: [], usage })] : []),
    event('terminal', '[DONE]'),
  ]
}

/** developers.openai.com, Chat Completions, and `openai/src/resources/chat/completions`. */
export const openaiChat: Dialect = {
  framing: 'lf',
  streamType: 'text/event-stream; charset=utf-8',
  headers: openaiHeaders,
  read,
  body,
  events,
  error: (kind) => openaiErrors[kind],
  failure: [event('other', openaiErrors.overloaded.body)],
  emptied: (full) => ({ ...(full as object), choices: [] }),
  emptyEvent: event('other', { ...common(0), object: 'chat.completion.chunk', choices: [] }),
}
