import {
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
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'content-filter',
}

/** How responses of the gateway's own protocol are read (@ai-sdk/provider, `LanguageModelV4StreamPart` and `LanguageModelV4GenerateResult`). */
export const languageModelReading: Reading = {
  stream: jsonStream(tellPart),
  body(json, listener) {
    const result = objectIn(json)
    const { modelId } = objectIn(result['response'])
    if (typeof modelId === 'string') listener.starts(modelId)
    for (const [index, content] of objectsIn(result['content']).entries()) tellContent(content, index, listener)
    finish(result, listener)
  },
}

function tellPart(part: Unknown, listener: Listener): void {
  const key = stringIn(part['id'])
  switch (part['type']) {
    case 'stream-start':
      return listener.starts(undefined)
    case 'response-metadata':
      return listener.starts(stringIn(part['modelId']))
    case 'text-start':
      return listener.opens(key, { type: 'text' })
    case 'reasoning-start':
      return listener.opens(key, { type: 'reasoning' })
    case 'tool-input-start':
      return listener.opens(key, { type: 'tool-call', id: key, name: stringIn(part['toolName']) })
    case 'text-delta':
    case 'reasoning-delta':
    case 'tool-input-delta':
      return listener.adds(key, stringIn(part['delta']))
    case 'finish':
      finish(part, listener)
      return listener.completes()
    case 'ping':
      return listener.pings()
    case 'error':
      return listener.fails({ kind: 'server-error', message: messageIn(part['error']) })
  }
}

/** An error is an object, or only its message. */
function messageIn(error: unknown): string {
  return stringIn(error) || stringIn(objectIn(error)['message'])
}

function tellContent({ type, text, toolCallId, toolName, input }: Unknown, key: number, listener: Listener): void {
  if (type === 'text' || type === 'reasoning') listener.opens(key, { type })
  else if (type === 'tool-call') listener.opens(key, { type, id: stringIn(toolCallId), name: stringIn(toolName) })
  listener.adds(key, type === 'tool-call' ? stringIn(input) : stringIn(text))
}

function finish({ finishReason, usage }: Unknown, listener: Listener): void {
  // Up to version 2 of the specification it is only a name.
  const reason = stringIn(finishReason) || stringIn(objectIn(finishReason)['unified'])
  listener.finishes(finishReasons[reason] ?? 'stop')
  const [input, output] = [objectIn(objectIn(usage)['inputTokens']), objectIn(objectIn(usage)['outputTokens'])]
  if (input['total'] === undefined && output['total'] === undefined) return
  listener.uses({
    inputTokens: numberIn(input['total']),
    outputTokens: numberIn(output['total']),
    reasoningTokens: numberIn(output['reasoning']),
    cachedInputTokens: numberIn(input['cacheRead']),
  })
}
