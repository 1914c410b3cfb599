import type { Listener, Reading } from '../../engine/model/reading.ts'
import type { OpenPart } from '../../engine/model/beat.ts'

/** A JSON object whose members are unknown, as a real provider sends it. */
export type Unknown = Readonly<Record<string, unknown>>

/**
 * Returns a value as an object, or an empty object for anything else, so that missing members are `undefined`.
 * @example
 * objectIn(null) // => {}
 */
export function objectIn(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {}
}

/** Returns a value as a list of objects, or an empty list for anything else. */
export function objectsIn(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.map(objectIn) : []
}

/** Returns a value if it is a string, else an empty string. */
export function stringIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Returns a value if it is a number, else 0. */
export function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Parses a payload as a JSON object. `undefined` for others, such as `[DONE]`. */
export function payloadIn(data: string): Unknown | undefined {
  try {
    return objectIn(JSON.parse(data))
  } catch {
    return undefined
  }
}

/** Makes a reader of streams whose events are JSON objects, and whose last one is `[DONE]`. */
export function jsonStream(read: (payload: Unknown, listener: Listener) => void): Reading['stream'] {
  return () => (event, listener) => {
    if (event.data === '[DONE]') return listener.ends()
    const payload = payloadIn(event.data)
    if (payload !== undefined) read(payload, listener)
  }
}

/** Adds a text to a part, which it opens. Skips an empty text: providers send it before a part has begun. */
export function addText(listener: Listener, key: string | number, part: OpenPart, text: string): void {
  if (text === '') return
  listener.opens(key, part)
  listener.adds(key, text)
}
