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
} from '../../../kit.ts'

const finishReasons: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool-calls',
  ERROR: 'content-filter',
}

/** How responses of chat are read (https://docs.cohere.com/docs/streaming). They do not name their model. */
export const chatReading: Reading = {
  stream: jsonStream(tellEvent),
  body(json, listener) {
    const response = objectIn(json)
    const message = objectIn(response['message'])
    tellPlan(message, listener)
    for (const [index, content] of objectsIn(message['content']).entries()) tellContent(content, index, listener)
    for (const [index, call] of objectsIn(message['tool_calls']).entries()) {
      openCall(call, index, listener)
      listener.adds(callKey(index), stringIn(objectIn(call['function'])['arguments']))
    }
    finish(response, listener)
  },
}

function tellEvent(payload: Unknown, listener: Listener): void {
  const message = objectIn(objectIn(payload['delta'])['message'])
  const index = numberIn(payload['index'])
  switch (payload['type']) {
    case 'message-start':
      return listener.starts(undefined)
    case 'content-start':
    case 'content-delta':
      return tellContent(objectIn(message['content']), index, listener)
    case 'tool-plan-delta':
      return tellPlan(message, listener)
    case 'tool-call-start':
      return openCall(objectIn(message['tool_calls']), index, listener)
    case 'tool-call-delta':
      return listener.adds(callKey(index), stringIn(objectIn(objectIn(message['tool_calls'])['function'])['arguments']))
    case 'message-end':
      return tellEnd(objectIn(payload['delta']), listener)
  }
}

/** Contents and tool calls are numbered separately. */
function callKey(index: number): string {
  return `call ${index}`
}

function tellPlan(message: Unknown, listener: Listener): void {
  addText(listener, 'plan', { type: 'text' }, stringIn(message['tool_plan']))
}

/** A content, or the next piece of it. Only the first piece names its type. */
function tellContent({ type, text, thinking }: Unknown, index: number, listener: Listener): void {
  if (type === 'text' || type === 'thinking') listener.opens(index, { type: type === 'text' ? 'text' : 'reasoning' })
  listener.adds(index, stringIn(text) + stringIn(thinking))
}

function openCall({ id, function: called }: Unknown, index: number, listener: Listener): void {
  listener.opens(callKey(index), { type: 'tool-call', id: stringIn(id), name: stringIn(objectIn(called)['name']) })
}

/** A failed stream ends like others, with an error. */
function tellEnd(end: Unknown, listener: Listener): void {
  if (typeof end['error'] === 'string') return listener.fails({ kind: 'server-error', message: end['error'] })
  finish(end, listener)
  listener.completes()
}

function finish(end: Unknown, listener: Listener): void {
  listener.finishes(finishReasons[stringIn(end['finish_reason'])] ?? 'stop')
  const usage = objectIn(end['usage'])
  if (end['usage'] === undefined || end['usage'] === null) return
  const tokens = objectIn(usage['tokens'])
  listener.uses({
    inputTokens: numberIn(tokens['input_tokens']),
    outputTokens: numberIn(tokens['output_tokens']),
    reasoningTokens: 0,
    cachedInputTokens: numberIn(usage['cached_tokens']),
  })
}
