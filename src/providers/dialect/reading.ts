/** A JSON object whose members are unknown, as a real provider sends it. */
export type Unknown = Readonly<Record<string, unknown>>

/**
 * Returns a value as an object; an empty one for anything else, so that what a response lacks reads as `undefined`.
 * @example
 * objectIn(null) // => {}
 */
export function objectIn(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {}
}

/** Returns a value as a list of objects; an empty one for anything else. */
export function objectsIn(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.map(objectIn) : []
}

/** Returns a value if it is a text; an empty one for anything else. */
export function stringIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Returns a value if it is a number; 0 for anything else. */
export function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Returns the object that a payload is as JSON. `undefined` if it is none, such as `[DONE]`. */
export function payloadIn(data: string): Unknown | undefined {
  try {
    return objectIn(JSON.parse(data))
  } catch {
    return undefined
  }
}
