import { tokensOf, wordsOf, type Said, type SaidCall, type Wanted } from '../said.ts'
import { event, items, member, type Dialect, type WireEvent } from './dialect.ts'
import { openaiErrors, openaiHeaders } from './openai-chat.ts'

const usage = {
  input_tokens: 19,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 22,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 41,
}

const itemId = 'msg_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b452d3795b'

function read(body: Readonly<Record<string, unknown>>): Wanted {
  return {
    stream: body['stream'] === true,
    tools: items(body['tools']).map((tool) => String(member(tool, 'name'))),
    hasToolResult: member(items(body['input']).at(-1), 'type') === 'function_call_output',
    inJson: ['json_schema', 'json_object'].includes(String(member(body, 'text', 'format', 'type'))),
  }
}

function partOf({ text, stop }: Said): Readonly<Record<string, unknown>> {
  return stop === 'refusal' ? { type: 'refusal', refusal: text } : { type: 'output_text', annotations: [], logprobs: [], text }
}

function messageItem(content: readonly unknown[], status: string): unknown {
  return { id: itemId, type: 'message', status, content, role: 'assistant' }
}

function callItem({ id, name, arguments: given }: SaidCall, status: string): unknown {
  return { id: `fc_${id}`, type: 'function_call', status, arguments: given, call_id: id, name }
}

function isCut({ stop }: Said): boolean {
  return stop === 'length' || stop === 'filter'
}

function output(said: Said): readonly unknown[] {
  const status = isCut(said) ? 'incomplete' : 'completed'
  return [...(said.text === '' ? [] : [messageItem([partOf(said)], status)]), ...said.calls.map((call) => callItem(call, status))]
}

const incomplete: Readonly<Record<string, string>> = { length: 'max_output_tokens', filter: 'content_filter', unknown: 'max_tool_calls' }

function responseOf(number: number, status: string, reason: string | undefined, items: readonly unknown[], hasUsage: boolean): unknown {
  return {
    id: `resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d379${number}`,
    object: 'response',
    created_at: 1_741_476_542,
    status,
    error: null,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: null,
    max_output_tokens: null,
    model: 'gpt-4o-2024-08-06',
    output: items,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    ...(hasUsage ? { usage } : status === 'in_progress' ? { usage: null } : {}),
    user: null,
    metadata: {},
  }
}

function body(said: Said): unknown {
  const reason = incomplete[said.stop]
  return responseOf(said.number, reason === undefined ? 'completed' : 'incomplete', reason, output(said), said.hasUsage)
}

type Draft = readonly [WireEvent['role'], string, Readonly<Record<string, unknown>>]

function messageEvents(said: Said): readonly Draft[] {
  const part = partOf(said)
  const isRefused = said.stop === 'refusal'
  const kind = isRefused ? 'refusal' : 'output_text'
  const at = { item_id: itemId, output_index: 0, content_index: 0 }
  const more = isRefused ? {} : { logprobs: [] }
  return [
    ['other', 'response.output_item.added', { output_index: 0, item: messageItem([], 'in_progress') }],
    ['other', 'response.content_part.added', { ...at, part: { ...part, [isRefused ? 'refusal' : 'text']: '' } }],
    ...wordsOf(said.text).map((delta): Draft => ['delta', `response.${kind}.delta`, { ...at, delta, ...more }]),
    ['closing', `response.${kind}.done`, { ...at, [isRefused ? 'refusal' : 'text']: said.text, ...more }],
    ['closing', 'response.content_part.done', { ...at, part }],
    ['closing', 'response.output_item.done', { output_index: 0, item: messageItem([part], isCut(said) ? 'incomplete' : 'completed') }],
  ]
}

function callEvents(said: Said, call: SaidCall, index: number): readonly Draft[] {
  const at = { item_id: `fc_${call.id}`, output_index: index }
  return [
    ['other', 'response.output_item.added', { output_index: index, item: callItem({ ...call, arguments: '' }, 'in_progress') }],
    ...tokensOf(call.arguments).map((delta): Draft => ['delta', 'response.function_call_arguments.delta', { ...at, delta }]),
    ['closing', 'response.function_call_arguments.done', { ...at, name: call.name, arguments: call.arguments }],
    ['closing', 'response.output_item.done', { output_index: index, item: callItem(call, isCut(said) ? 'incomplete' : 'completed') }],
  ]
}

function numbered(drafts: readonly Draft[]): readonly WireEvent[] {
  return drafts.map(([role, type, fields], at) => event(role, { type, sequence_number: at, ...fields }, type))
}

function events(said: Said): readonly WireEvent[] {
  const begun = responseOf(said.number, 'in_progress', undefined, [], false)
  const reason = incomplete[said.stop]
  return numbered([
    ['opening', 'response.created', { response: begun }],
    ['opening', 'response.in_progress', { response: begun }],
    ...(said.text === '' ? [] : messageEvents(said)),
    ...said.calls.flatMap((call, index) => callEvents(said, call, index)),
    ['terminal', reason === undefined ? 'response.completed' : 'response.incomplete', { response: body(said) }],
  ])
}

const failed = {
  ...(responseOf(0, 'failed', undefined, [], false) as object),
  error: { code: 'server_is_overloaded', message: 'The server is overloaded. Please try again.' },
}

/** developers.openai.com, Responses, and `openai/src/resources/responses`. */
export const openaiResponses: Dialect = {
  framing: 'lf',
  streamType: 'text/event-stream; charset=utf-8',
  headers: openaiHeaders,
  read,
  body,
  events,
  error: (kind) => openaiErrors[kind],
  failure: [
    event(
      'other',
      {
        type: 'error',
        sequence_number: 7,
        code: 'server_is_overloaded',
        message: 'The server is overloaded. Please try again.',
        param: null,
      },
      'error',
    ),
    event('other', { type: 'response.failed', sequence_number: 8, response: failed }, 'response.failed'),
  ],
  emptied: (full) => ({ ...(full as object), output: [] }),
  emptyEvent: event(
    'other',
    { type: 'response.output_text.delta', sequence_number: 7, item_id: itemId, output_index: 0, content_index: 0, delta: '', logprobs: [] },
    'response.output_text.delta',
  ),
}
