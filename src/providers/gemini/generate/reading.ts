import {
  addText,
  numberIn,
  objectIn,
  objectsIn,
  payloadIn,
  stringIn,
  type FinishReason,
  type Listener,
  type Reading,
  type Unknown,
} from '../../../kit.ts'

const finishReasons: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
}

/** How responses of generateContent are read (https://ai.google.dev/api/generate-content#generatecontentresponse). */
export const generateReading: Reading = {
  stream() {
    const count = { calls: 0 }
    return ({ data }, listener) => {
      const payload = payloadIn(data)
      if (payload === undefined) return
      if (payload['error'] === undefined) tell(payload, count, listener)
      else listener.fails({ kind: 'server-error', message: stringIn(objectIn(payload['error'])['message']) })
    }
  },
  body: (json, listener) => tell(objectIn(json), { calls: 0 }, listener),
}

/** @param count of calls so far, since calls have no index */
function tell(payload: Unknown, count: { calls: number }, listener: Listener): void {
  const [candidate = {}] = objectsIn(payload['candidates'])
  if (typeof payload['modelVersion'] === 'string') listener.starts(payload['modelVersion'])
  for (const part of objectsIn(objectIn(candidate['content'])['parts'])) tellPart(part, count, listener)
  if (payload['usageMetadata'] !== undefined) use(objectIn(payload['usageMetadata']), listener)
  const reason = candidate['finishReason'] ?? objectIn(payload['promptFeedback'])['blockReason']
  if (reason === undefined) return
  listener.finishes(count.calls > 0 && reason === 'STOP' ? 'tool-calls' : (finishReasons[stringIn(reason)] ?? 'stop'))
  listener.completes()
}

function tellPart({ text, thought, functionCall }: Unknown, count: { calls: number }, listener: Listener): void {
  const type = thought === true ? 'reasoning' : 'text'
  addText(listener, type, { type }, stringIn(text))
  if (functionCall === undefined) return
  const { id, name, args } = objectIn(functionCall)
  const key = count.calls++
  listener.opens(key, { type: 'tool-call', id: stringIn(id), name: stringIn(name) })
  listener.adds(key, JSON.stringify(args ?? {}))
}

/** Thoughts are counted separately from the candidates. */
function use(usage: Unknown, listener: Listener): void {
  const reasoningTokens = numberIn(usage['thoughtsTokenCount'])
  listener.uses({
    inputTokens: numberIn(usage['promptTokenCount']),
    outputTokens: numberIn(usage['candidatesTokenCount']) + reasoningTokens,
    reasoningTokens,
    cachedInputTokens: numberIn(usage['cachedContentTokenCount']),
  })
}
