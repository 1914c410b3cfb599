import type { Observe } from '../property/verdict/observe.ts'

/**
 * The kind of a function's result, for code that uses the answer: a value, an iterable of deltas, an object with a `textStream` (as
 * returned by the AI SDK), or a `Response`.
 */
export type Shape = 'value' | 'pieces' | 'textStream' | 'response'

/** The shape of a function's result. */
export function shapeOf(result: unknown): Shape {
  if (result instanceof Response) return 'response'
  if (isIterable(result)) return 'pieces'
  return isIterable(textStreamOf(result)) ? 'textStream' : 'value'
}

/**
 * Uses an answer to its end, like a user of the app.
 * @returns the value, or the complete text
 */
export async function consumed(result: unknown, observe: Observe): Promise<unknown> {
  if (result instanceof Response) return result.text()
  const pieces = isIterable(result) ? result : textStreamOf(result)
  if (!isIterable(pieces)) return result
  const all: unknown[] = []
  for await (const piece of pieces) {
    if (typeof piece === 'string') observe.streamed(piece)
    all.push(piece)
  }
  return all.every((piece) => typeof piece === 'string') ? all.join('') : all
}

function textStreamOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'textStream' in result ? result.textStream : undefined
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
