/** The end of a streamed answer, from its recorded text. */
export interface StreamedEnd {
  readonly ending: 'complete' | 'truncated'
  readonly deltas: number
  /** The type of an error event in it. */
  readonly error: string | undefined
}

type Json = Readonly<Record<string, unknown>>

/** The types of events that end a complete answer: of Responses, Messages and Cohere. */
const terminal: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'message_stop', 'message-end'])

/** The types of events, or of their content, that are one delta of visible text or tool arguments. */
const pieces: ReadonlySet<unknown> = new Set([
  'response.output_text.delta',
  'response.refusal.delta',
  'response.function_call_arguments.delta',
  'text_delta',
  'input_json_delta',
  'content-delta',
])

/**
 * Returns how a streamed answer of a known format ended. `[DONE]` ends Chat Completions, `finishReason` ends Gemini.
 */
export function endOfStream(text: string): StreamedEnd {
  let [isComplete, deltas] = [false, 0]
  let error: string | undefined
  for (const line of text.split('\n')) {
    if (!line.startsWith('data:')) continue
    const data = line.slice('data:'.length).trim()
    const event = data === '[DONE]' ? undefined : objectIn(data)
    if (data === '[DONE]' || (event !== undefined && isTerminal(event))) isComplete = true
    if (event === undefined) continue
    if (isPiece(event)) deltas++
    error ??= errorIn(event)
  }
  return { ending: error === undefined && isComplete ? 'complete' : 'truncated', deltas, error }
}

function objectIn(text: string): Json | undefined {
  try {
    return object(JSON.parse(text))
  } catch {
    return undefined
  }
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined
}

function first(value: unknown): Json | undefined {
  return Array.isArray(value) ? object(value[0]) : undefined
}

function isTerminal(event: Json): boolean {
  return terminal.has(event['type']) || typeof first(event['candidates'])?.['finishReason'] === 'string'
}

function isPiece(event: Json): boolean {
  if (pieces.has(event['type']) || pieces.has(object(event['delta'])?.['type'])) return true
  const delta = object(first(event['choices'])?.['delta'])
  if (delta?.['content'] !== undefined && delta['content'] !== null && delta['content'] !== '') return true
  if (typeof object(first(delta?.['tool_calls'])?.['function'])?.['arguments'] === 'string') return true
  return typeof first(object(first(event['candidates'])?.['content'])?.['parts'])?.['text'] === 'string'
}

/** Returns the type of an error event: `event: error` of Messages and Responses, a bare `error` member in the others. */
function errorIn(event: Json): string | undefined {
  const error = object(event['error'])
  if (event['type'] !== 'error' && error === undefined) return undefined
  const words = [error?.['type'], error?.['code'], error?.['status'], event['code']]
  return (words.find((word) => typeof word === 'string' && word !== 'error') as string | undefined) ?? 'error'
}
