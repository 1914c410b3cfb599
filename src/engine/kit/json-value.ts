/** The path from the root of a JSON value to a value in it. */
export type JsonPath = readonly (string | number)[]

/** A text, number, boolean or null within a JSON value. */
export interface Leaf {
  readonly path: JsonPath
  readonly value: string | number | boolean | null
}

/** The leaves of a JSON value, in order. */
export function leavesOf(value: unknown, path: JsonPath = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
  // JSON has no other values.
  return [{ path, value: value as Leaf['value'] }]
}

/** Returns a JSON value with the value at a path replaced. */
export function replaced(value: unknown, [step, ...rest]: JsonPath, by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaced(item, rest, by) : item))
  return Object.fromEntries(
    Object.entries(value as object).map(([name, member]) => [name, name === step ? replaced(member, rest, by) : (member as unknown)]),
  )
}
