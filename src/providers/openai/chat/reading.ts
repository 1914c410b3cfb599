import {
  addText,
  jsonStream,
  numberIn,
  objectIn,
  objectsIn,
  stringIn,
  type FinishReason,
  type Listener,
  type Reading,
  type Unknown,
  type Usage,
} from '../../../kit.ts'
import { problemIn } from '../problem-in.ts'

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  // Mistral's finish reason for a full context.
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
}

/** How Chat Completions of any host are read. Only the first choice is read. */
export const chatReading: Reading = {
  stream: jsonStream((chunk, listener) => {
    if (chunk['error'] !== undefined) return listener.fails(problemIn(chunk['error']))
    tell(chunk, 'delta', listener)
  }),
  body: (json, listener) => tell(objectIn(json), 'message', listener),
}

function tell(payload: Unknown, member: 'delta' | 'message', listener: Listener): void {
  const choice = objectsIn(payload['choices']).find(({ index }) => numberIn(index) === 0)
  if (typeof payload['model'] === 'string') listener.starts(payload['model'])
  if (choice !== undefined) tellMessage(objectIn(choice[member]), listener)
  const reason = choice?.['finish_reason']
  if (typeof reason === 'string') {
    listener.finishes(finishReasons[reason] ?? 'stop')
    listener.completes()
  }
  if (typeof payload['usage'] === 'object' && payload['usage'] !== null) listener.uses(usageIn(objectIn(payload['usage'])))
}

function tellMessage(message: Unknown, listener: Listener): void {
  const say = (type: 'text' | 'refusal' | 'reasoning', text: string): void => addText(listener, type, { type }, text)
  // DeepSeek and vLLM name it reasoning_content, OpenRouter reasoning.
  say('reasoning', stringIn(message['reasoning_content']) || stringIn(message['reasoning']))
  // Mistral's reasoning is part of the content.
  for (const piece of objectsIn(message['content'])) {
    if (piece['type'] === 'thinking') for (const thought of objectsIn(piece['thinking'])) say('reasoning', stringIn(thought['text']))
    else say('text', stringIn(piece['text']))
  }
  say('text', stringIn(message['content']))
  say('refusal', stringIn(message['refusal']))
  for (const [place, call] of objectsIn(message['tool_calls']).entries()) tellCall(call, place, listener)
}

function tellCall(call: Unknown, place: number, listener: Listener): void {
  const key = typeof call['index'] === 'number' ? call['index'] : place
  const [fn, custom] = [objectIn(call['function']), objectIn(call['custom'])]
  const isCustom = call['custom'] !== undefined
  const name = stringIn(fn['name']) || stringIn(custom['name'])
  if (name !== '')
    listener.opens(key, { type: 'tool-call', id: stringIn(call['id']), name, ...(isCustom ? { isFreeText: true as const } : {}) })
  listener.adds(key, stringIn(fn['arguments']) + stringIn(custom['input']))
}

function usageIn(usage: Unknown): Usage {
  return {
    inputTokens: numberIn(usage['prompt_tokens']),
    outputTokens: numberIn(usage['completion_tokens']),
    reasoningTokens: numberIn(objectIn(usage['completion_tokens_details'])['reasoning_tokens']),
    cachedInputTokens: numberIn(objectIn(usage['prompt_tokens_details'])['cached_tokens']),
  }
}
