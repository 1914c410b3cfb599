/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as an object; an empty one if it is none. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** A value as a list; an empty one if it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A value as a vector; `undefined` if it is none. */
export function vectorOf(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every((number) => typeof number === 'number') ? value : undefined
}

/** A number of a request, or its default. */
export function numberOf(value: unknown, without: number): number {
  return typeof value === 'number' ? value : without
}
