import {
  numberIn,
  objectIn,
  objectsIn,
  payloadIn,
  stringIn,
  type FinishReason,
  type Listener,
  type OpenPart,
  type Reading,
  type Unknown,
} from '../../../kit.ts'
import { problemIn } from '../problem-in.ts'

/** How Responses are read (https://platform.openai.com/docs/api-reference/responses-streaming). */
export const responsesReading: Reading = {
  stream: () => (event, listener) => {
    const payload = payloadIn(event.data)
    if (payload !== undefined) tellEvent(payload, listener)
  },
  body(json, listener) {
    const response = objectIn(json)
    listener.starts(stringIn(response['model']))
    for (const [index, item] of objectsIn(response['output']).entries()) tellItem(item, index, listener)
    finish(response, listener)
  },
}

function tellEvent(payload: Unknown, listener: Listener): void {
  const type = stringIn(payload['type'])
  const response = objectIn(payload['response'])
  const key = numberIn(payload['output_index'])
  if (type === 'response.created') listener.starts(stringIn(response['model']))
  else if (type === 'error') listener.fails(problemIn(payload['error'] ?? payload))
  else if (type === 'response.failed') listener.fails(problemIn(response['error']))
  else if (type === 'response.output_item.added') openCall(objectIn(payload['item']), key, listener)
  else if (type === 'response.completed' || type === 'response.incomplete') {
    finish(response, listener)
    listener.completes()
    listener.ends()
  } else if (type.endsWith('.delta')) tellDelta(type, key, stringIn(payload['delta']), listener)
}

const parts: Readonly<Record<string, OpenPart>> = {
  'response.output_text.delta': { type: 'text' },
  'response.refusal.delta': { type: 'refusal' },
  'response.reasoning_summary_text.delta': { type: 'reasoning' },
  'response.reasoning_text.delta': { type: 'reasoning' },
}

function tellDelta(type: string, key: number, text: string, listener: Listener): void {
  const part = parts[type]
  if (part !== undefined) listener.opens(key, part)
  listener.adds(key, text)
}

function openCall(item: Unknown, key: number, listener: Listener): void {
  const isCustom = item['type'] === 'custom_tool_call'
  if (!isCustom && item['type'] !== 'function_call') return
  const call = { type: 'tool-call', id: stringIn(item['call_id']), name: stringIn(item['name']) } as const
  listener.opens(key, isCustom ? { ...call, isFreeText: true } : call)
}

function tellItem(item: Unknown, key: number, listener: Listener): void {
  openCall(item, key, listener)
  listener.adds(key, stringIn(item['arguments']) + stringIn(item['input']))
  for (const { text } of objectsIn(item['summary'])) tellDelta('response.reasoning_summary_text.delta', key, stringIn(text), listener)
  for (const { type, text, refusal } of objectsIn(item['content']))
    tellDelta(
      type === 'refusal' ? 'response.refusal.delta' : 'response.output_text.delta',
      key,
      stringIn(text) + stringIn(refusal),
      listener,
    )
}

function finish(response: Unknown, listener: Listener): void {
  const isCall = objectsIn(response['output']).some(({ type }) => type === 'function_call' || type === 'custom_tool_call')
  listener.finishes(incomplete[stringIn(objectIn(response['incomplete_details'])['reason'])] ?? (isCall ? 'tool-calls' : 'stop'))
  const usage = objectIn(response['usage'])
  if (response['usage'] === undefined || response['usage'] === null) return
  listener.uses({
    inputTokens: numberIn(usage['input_tokens']),
    outputTokens: numberIn(usage['output_tokens']),
    reasoningTokens: numberIn(objectIn(usage['output_tokens_details'])['reasoning_tokens']),
    cachedInputTokens: numberIn(objectIn(usage['input_tokens_details'])['cached_tokens']),
  })
}

const incomplete: Readonly<Record<string, FinishReason>> = { max_output_tokens: 'length', content_filter: 'content-filter' }
