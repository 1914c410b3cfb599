import { addText, numberIn, objectIn, objectsIn, payloadIn, stringIn, type Listener, type Reading, type Unknown } from '../../kit.ts'

/** How answers of chat and generate are read (https://docs.ollama.com/api/chat). */
export const ollamaReading: Reading = {
  stream() {
    const count = { calls: 0 }
    return ({ data }, listener) => {
      const line = payloadIn(data)
      if (line === undefined) return
      if (line['error'] === undefined) tell(line, count, listener)
      else listener.fails({ kind: 'server-error', message: stringIn(line['error']) })
    }
  },
  body: (json, listener) => tell(objectIn(json), { calls: 0 }, listener),
}

/** @param count of calls so far, since calls have no index */
function tell(line: Unknown, count: { calls: number }, listener: Listener): void {
  const message = objectIn(line['message'])
  const say = (type: 'text' | 'reasoning', text: string): void => addText(listener, type, { type }, text)
  listener.starts(stringIn(line['model']))
  say('reasoning', stringIn(message['thinking']) || stringIn(line['thinking']))
  say('text', stringIn(message['content']) || stringIn(line['response']))
  for (const { id, function: called } of objectsIn(message['tool_calls'])) {
    const { name, arguments: given } = objectIn(called)
    const key = count.calls++
    listener.opens(key, { type: 'tool-call', id: stringIn(id), name: stringIn(name) })
    listener.adds(key, JSON.stringify(given ?? {}))
  }
  if (line['done'] !== true) return
  listener.finishes(line['done_reason'] === 'length' ? 'length' : count.calls > 0 ? 'tool-calls' : 'stop')
  listener.uses({
    inputTokens: numberIn(line['prompt_eval_count']),
    outputTokens: numberIn(line['eval_count']),
    reasoningTokens: 0,
    cachedInputTokens: 0,
  })
  listener.completes()
}
