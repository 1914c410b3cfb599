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

const finishReasons: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'refusal',
}

/** How responses of Messages are read (https://docs.claude.com/en/docs/build-with-claude/streaming). */
export const messagesReading: Reading = {
  stream() {
    // The input is counted when the message starts, the output when it ends.
    let used: Unknown = {}
    return ({ data }, listener) => {
      const payload = payloadIn(data)
      if (payload === undefined) return
      if (payload['type'] === 'message_start') used = objectIn(objectIn(payload['message'])['usage'])
      if (payload['type'] === 'message_delta') used = { ...used, ...objectIn(payload['usage']) }
      tellEvent(payload, used, listener)
    }
  },
  body(json, listener) {
    const message = objectIn(json)
    listener.starts(stringIn(message['model']))
    for (const [index, block] of objectsIn(message['content']).entries()) tellBlock(block, index, listener)
    listener.finishes(finishReasons[stringIn(message['stop_reason'])] ?? 'stop')
    if (message['usage'] !== undefined) use(objectIn(message['usage']), listener)
  },
}

function tellEvent(payload: Unknown, used: Unknown, listener: Listener): void {
  const key = numberIn(payload['index'])
  switch (payload['type']) {
    case 'message_start':
      return listener.starts(stringIn(objectIn(payload['message'])['model']))
    case 'content_block_start':
      return open(objectIn(payload['content_block']), key, listener)
    case 'content_block_delta': {
      const { text, thinking, partial_json: json } = objectIn(payload['delta'])
      return listener.adds(key, stringIn(text) + stringIn(thinking) + stringIn(json))
    }
    case 'message_delta':
      listener.finishes(finishReasons[stringIn(objectIn(payload['delta'])['stop_reason'])] ?? 'stop')
      return payload['usage'] === undefined ? undefined : use(used, listener)
    case 'message_stop':
      listener.completes()
      return listener.ends()
    case 'ping':
      return listener.pings()
    case 'error':
      return listener.fails(problemIn(objectIn(payload['error'])))
  }
}

const parts: Readonly<Record<string, OpenPart>> = { text: { type: 'text' }, thinking: { type: 'reasoning' } }

/** Skips blocks of tools hosted by Anthropic, which are not the model's text. */
function open({ type, id, name }: Unknown, key: number, listener: Listener): void {
  const part = type === 'tool_use' ? ({ type: 'tool-call', id: stringIn(id), name: stringIn(name) } as const) : parts[stringIn(type)]
  if (part !== undefined) listener.opens(key, part)
}

function tellBlock(block: Unknown, key: number, listener: Listener): void {
  open(block, key, listener)
  const { text, thinking, input } = block
  listener.adds(key, stringIn(text) + stringIn(thinking) + (input === undefined ? '' : JSON.stringify(input)))
}

/** Cached tokens, read or written, are not part of the input tokens. */
function use(usage: Unknown, listener: Listener): void {
  const cached = numberIn(usage['cache_read_input_tokens'])
  listener.uses({
    inputTokens: numberIn(usage['input_tokens']) + numberIn(usage['cache_creation_input_tokens']) + cached,
    outputTokens: numberIn(usage['output_tokens']),
    reasoningTokens: numberIn(objectIn(usage['output_tokens_details'])['thinking_tokens']),
    cachedInputTokens: cached,
  })
}

function problemIn({ type, message }: Unknown) {
  const kinds = { overloaded_error: 'overloaded', rate_limit_error: 'rate-limit-requests', timeout_error: 'gateway-timeout' } as const
  return { kind: kinds[stringIn(type) as keyof typeof kinds] ?? 'server-error', message: stringIn(message) } as const
}
