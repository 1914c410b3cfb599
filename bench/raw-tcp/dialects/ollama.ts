import { tokensOf, wordsOf, type Said, type SaidCall, type Stop, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type ErrorKind, type WireError, type WireEvent } from './dialect.ts'

/** Ollama has no reason of its own for a filter or a tool call. */
const reasons: Readonly<Record<Stop, string>> = {
  stop: 'stop',
  tools: 'stop',
  length: 'length',
  filter: 'stop',
  refusal: 'stop',
  unknown: 'unload',
}

const head = { model: 'llama3.2', created_at: '2025-07-07T20:22:19.184789Z' }
const durations = {
  total_duration: 4_883_583_458,
  load_duration: 1_334_875,
  prompt_eval_duration: 342_546_000,
  eval_duration: 4_535_599_000,
}
const counts = { prompt_eval_count: 26, eval_count: 22 }

function problem(status: number, message: string): WireError {
  return { status, body: { error: message } }
}

const errors: Readonly<Record<ErrorKind, WireError>> = {
  'rate-limit': problem(429, 'too many requests'),
  quota: problem(429, 'you have reached your weekly usage limit'),
  overloaded: problem(503, 'server busy, please try again.  maximum pending requests exceeded'),
  'server-error': problem(500, 'llama runner process has terminated: exit status 2'),
  authentication: problem(401, 'unauthorized'),
  context: problem(400, 'the input length exceeds the context length'),
}

function read(body: Readonly<Record<string, unknown>>): Wanted {
  const { format } = body
  return {
    stream: body['stream'] !== false,
    tools: items(body['tools']).map((tool) => String(member(tool, 'function', 'name'))),
    hasToolResult: member(items(body['messages']).at(-1), 'role') === 'tool',
    inJson: format !== undefined && format !== null && format !== '',
  }
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

/** A call that its parser cannot read stays text. */
function isText(call: SaidCall): boolean {
  return parsed(call.arguments) === undefined
}

function callOf({ id, name, arguments: given }: SaidCall, index: number): unknown {
  return { id, function: { index, name, arguments: parsed(given) } }
}

function textOf({ name, arguments: given }: SaidCall): string {
  return `{"name": "${name}", "parameters": ${given}}`
}

function last(said: Said): Readonly<Record<string, unknown>> {
  return { done: true, done_reason: reasons[said.stop], ...durations, ...(said.hasUsage ? counts : {}) }
}

function body(said: Said): unknown {
  const calls = said.calls.filter((call) => !isText(call))
  const content = [said.text, ...said.calls.filter(isText).map(textOf)].join('')
  const message = { role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }) }
  return { ...head, message, ...last(said) }
}

function line(message: Readonly<Record<string, unknown>>): unknown {
  return { ...head, message: { role: 'assistant', ...message }, done: false }
}

function events(said: Said): readonly WireEvent[] {
  return [
    ...wordsOf(said.text).map((content) => event('delta', line({ content }))),
    ...said.calls.map((call, index) =>
      event(
        'delta',
        line(isText(call) ? { content: textOf(call) } : { content: '', tool_calls: [callOf(call, index)] }),
        undefined,
        tokensOf(call.arguments).length,
      ),
    ),
    event('terminal', { ...head, message: { role: 'assistant', content: '' }, ...last(said) }),
  ]
}

/** docs.ollama.com, /api/chat and its streaming, and `ollama`. */
export const ollama: Dialect = {
  framing: 'json-lines',
  streamType: 'application/x-ndjson',
  headers: {},
  read,
  body,
  events,
  error: (kind) => errors[kind],
  failure: [event('other', errors.overloaded.body)],
  emptied: (full) => ({ ...(full as object), message: {} }),
  emptyEvent: event('other', { ...head, message: {}, done: false }),
}
