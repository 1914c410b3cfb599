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
import { eventStreamFraming, problemOfException } from '../event-stream-reading.ts'

const finishReasons: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  content_filtered: 'content-filter',
  guardrail_intervened: 'content-filter',
}

/**
 * How responses of Converse and ConverseStream are read
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html). They do not name their model.
 */
export const converseReading: Reading = {
  framing: eventStreamFraming(),
  stream: () => (event, listener) => {
    const problem = problemOfException(event)
    if (problem !== undefined) return listener.fails(problem)
    const payload = payloadIn(event.data)
    if (payload !== undefined) tellEvent(event.event ?? '', payload, listener)
  },
  body(json, listener) {
    const response = objectIn(json)
    const message = objectIn(objectIn(response['output'])['message'])
    for (const [index, block] of objectsIn(message['content']).entries()) tellBlock(block, index, listener)
    listener.finishes(finishReasonIn(response))
    use(response['usage'], listener)
  },
}

function tellEvent(name: string, payload: Unknown, listener: Listener): void {
  const key = numberIn(payload['contentBlockIndex'])
  switch (name) {
    case 'messageStart':
      return listener.starts(undefined)
    case 'contentBlockStart':
      return openCall(objectIn(payload['start'])['toolUse'], key, listener)
    case 'contentBlockDelta':
      return tellDelta(objectIn(payload['delta']), key, listener)
    case 'messageStop':
      listener.finishes(finishReasonIn(payload))
      return listener.completes()
    case 'metadata':
      use(payload['usage'], listener)
      return listener.ends()
  }
}

/** Only a tool call has an event that starts it. Other blocks start with their first delta. */
function tellDelta({ text, reasoningContent, toolUse }: Unknown, key: number, listener: Listener): void {
  if (typeof text === 'string') tell({ type: 'text' }, text, key, listener)
  if (reasoningContent !== undefined) tell({ type: 'reasoning' }, stringIn(objectIn(reasoningContent)['text']), key, listener)
  if (toolUse !== undefined) listener.adds(key, stringIn(objectIn(toolUse)['input']))
}

function tellBlock({ text, reasoningContent, toolUse }: Unknown, key: number, listener: Listener): void {
  if (typeof text === 'string') tell({ type: 'text' }, text, key, listener)
  const reasoning = objectIn(objectIn(reasoningContent)['reasoningText'])['text']
  if (typeof reasoning === 'string') tell({ type: 'reasoning' }, reasoning, key, listener)
  if (toolUse === undefined) return
  openCall(toolUse, key, listener)
  listener.adds(key, JSON.stringify(objectIn(toolUse)['input'] ?? {}))
}

function tell(part: OpenPart, text: string, key: number, listener: Listener): void {
  listener.opens(key, part)
  listener.adds(key, text)
}

function openCall(toolUse: unknown, key: number, listener: Listener): void {
  if (toolUse === undefined) return
  const { toolUseId, name } = objectIn(toolUse)
  listener.opens(key, { type: 'tool-call', id: stringIn(toolUseId), name: stringIn(name) })
}

function finishReasonIn(payload: Unknown): FinishReason {
  return finishReasons[stringIn(payload['stopReason'])] ?? 'stop'
}

/** Cached tokens, read or written, are not part of the input tokens. */
function use(usage: unknown, listener: Listener): void {
  if (usage === undefined) return
  const { inputTokens, outputTokens, cacheReadInputTokens, cacheWriteInputTokens } = objectIn(usage)
  const cachedInputTokens = numberIn(cacheReadInputTokens)
  listener.uses({
    inputTokens: numberIn(inputTokens) + numberIn(cacheWriteInputTokens) + cachedInputTokens,
    outputTokens: numberIn(outputTokens),
    reasoningTokens: 0,
    cachedInputTokens,
  })
}
