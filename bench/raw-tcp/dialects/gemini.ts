import { tokensOf, wordsOf, type Said, type SaidCall, type Stop, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'

const reasons: Readonly<Record<Stop, string>> = {
  stop: 'STOP',
  tools: 'STOP',
  length: 'MAX_TOKENS',
  filter: 'SAFETY',
  refusal: 'STOP',
  unknown: 'UNEXPECTED_TOOL_CALL',
}

const usage = {
  promptTokenCount: 13,
  candidatesTokenCount: 22,
  totalTokenCount: 35,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: 13 }],
}

function problem(code: number, status: string, message: string, details?: readonly unknown[]): WireError {
  return { status: code, body: { error: { code, message, status, ...(details === undefined ? {} : { details }) } } }
}

const exceeded = 'You exceeded your current quota, please check your plan and billing details.'

const errors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': problem(429, 'RESOURCE_EXHAUSTED', exceeded, [
    { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '20s' },
  ]),
  quota: problem(429, 'RESOURCE_EXHAUSTED', exceeded, [
    { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }] },
  ]),
  overloaded: problem(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  'server-error': problem(500, 'INTERNAL', 'An internal error has occurred. Please retry.'),
  authentication: problem(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
  ]),
  context: problem(400, 'INVALID_ARGUMENT', 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'),
}

function read(body: Readonly<Record<string, unknown>>, path: string): Wanted {
  const last = items(body['contents']).at(-1)
  return {
    stream: path.includes(':streamGenerateContent'),
    tools: items(body['tools']).flatMap((tool) =>
      items(member(tool, 'functionDeclarations')).map((declared) => String(member(declared, 'name'))),
    ),
    hasToolResult: items(member(last, 'parts')).some((part) => member(part, 'functionResponse') !== undefined),
    inJson: member(body, 'generationConfig', 'responseMimeType') === 'application/json',
  }
}

function callPart({ name, arguments: given }: SaidCall): unknown {
  return { functionCall: { name, args: JSON.parse(given) as unknown } }
}

function isWritten(call: SaidCall): boolean {
  try {
    callPart(call)
    return true
  } catch {
    return false
  }
}

function reply(parts: readonly unknown[] | undefined, finish: string | undefined, hasUsage: boolean): unknown {
  const content = parts === undefined ? { role: 'model' } : { parts, role: 'model' }
  return {
    candidates: [{ content, ...(finish === undefined ? {} : { finishReason: finish }), index: 0 }],
    ...(hasUsage ? { usageMetadata: usage } : {}),
    modelVersion: 'gemini-2.5-flash',
    responseId: 'mAitaLmkHPPlz7IPvtfUqQ4',
  }
}

/** A call whose arguments are not JSON is never sent. */
function finishOf({ calls, stop }: Said): string {
  return stop === 'tools' && !calls.every(isWritten) ? 'MALFORMED_FUNCTION_CALL' : reasons[stop]
}

function body(said: Said): unknown {
  const parts = [...(said.text === '' ? [] : [{ text: said.text }]), ...said.calls.filter(isWritten).map(callPart)]
  return reply(parts.length === 0 ? undefined : parts, finishOf(said), said.hasUsage)
}

function events(said: Said): readonly WireEvent[] {
  return [
    ...wordsOf(said.text).map((text) => event('delta', reply([{ text }], undefined, said.hasUsage))),
    ...said.calls
      .filter(isWritten)
      .map((call) => event('delta', reply([callPart(call)], undefined, said.hasUsage), undefined, tokensOf(call.arguments).length)),
    event('finish', reply([{ text: '' }], finishOf(said), said.hasUsage)),
  ]
}

/** ai.google.dev, generateContent and streamGenerateContent, and `@google/genai`. */
export const gemini: Dialect = {
  framing: 'crlf',
  streamType: 'text/event-stream',
  headers: { server: 'scaffolding on HTTPServer2', 'x-content-type-options': 'nosniff' },
  read,
  body,
  events,
  error: (kind) => errors[kind],
  failure: [event('other', errors.overloaded.body)],
  emptied: (full) => ({ ...(full as object), candidates: [] }),
  emptyEvent: event('other', { ...(reply([], undefined, true) as object), candidates: [] }),
}
