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
} from '../../../../kit.ts'

const finishReasons: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_LIMIT: 'length',
  ERROR_TOXIC: 'content-filter',
}

/** How responses of version 1 are read (https://docs.cohere.com/v1/docs/streaming). Tool calls have no ids, and no finish reason. */
export const chatV1Reading: Reading = {
  stream() {
    let hasCalls = false
    return ({ data }, listener) => {
      const payload = payloadIn(data)
      if (payload === undefined) return
      const type = stringIn(payload['event_type'])
      const call = objectIn(payload['tool_call_delta'])
      if (type === 'stream-start') listener.starts(undefined)
      else if (type === 'text-generation') say(stringIn(payload['text']), listener)
      else if (type === 'tool-calls-chunk') {
        say(stringIn(payload['text']), listener)
        hasCalls ||= payload['tool_call_delta'] !== undefined
        tellCallDelta(call, listener)
      } else if (type === 'stream-end') tellEnd(objectIn(payload['response']), hasCalls, listener)
    }
  },
  body(json, listener) {
    const response = objectIn(json)
    const calls = objectsIn(response['tool_calls'])
    say(stringIn(response['text']), listener)
    for (const [index, { name, parameters }] of calls.entries()) {
      listener.opens(index, { type: 'tool-call', id: '', name: stringIn(name) })
      listener.adds(index, JSON.stringify(parameters ?? {}))
    }
    finish(response, calls.length > 0, listener)
  },
}

function say(text: string, listener: Listener): void {
  addText(listener, 'text', { type: 'text' }, text)
}

function tellCallDelta({ index, name, parameters }: Unknown, listener: Listener): void {
  const key = numberIn(index)
  if (typeof name === 'string') listener.opens(key, { type: 'tool-call', id: '', name })
  listener.adds(key, stringIn(parameters))
}

/** A failed stream ends like others, with an error. */
function tellEnd(response: Unknown, hasCalls: boolean, listener: Listener): void {
  if (typeof response['error'] === 'string') return listener.fails({ kind: 'server-error', message: response['error'] })
  finish(response, hasCalls, listener)
  listener.completes()
  listener.ends()
}

function finish(response: Unknown, hasCalls: boolean, listener: Listener): void {
  const reason = finishReasons[stringIn(response['finish_reason'])] ?? 'stop'
  listener.finishes(hasCalls && reason === 'stop' ? 'tool-calls' : reason)
  const tokens = objectIn(response['meta'])['tokens']
  if (tokens === undefined) return
  listener.uses({
    inputTokens: numberIn(objectIn(tokens)['input_tokens']),
    outputTokens: numberIn(objectIn(tokens)['output_tokens']),
    reasoningTokens: 0,
    cachedInputTokens: 0,
  })
}
