/** A hole as written in JSON, with its number. */
const hole = /"\\u0000(\d+)\\u0000"/

/**
 * Creates a function that writes JSON with some values filled in: faster than `JSON.stringify` for similar events.
 * A hole can appear several times.
 * @example
 * const event = jsonTemplate((text) => ({ delta: { content: text } }), 1)
 * event('Hello') // => '{"delta":{"content":"Hello"}}'
 */
export function jsonTemplate(shape: (...holes: string[]) => unknown, holes: number): (...values: readonly unknown[]) => string {
  const json = JSON.stringify(shape(...Array.from({ length: holes }, (_, index) => `\u0000${index}\u0000`)))
  // The texts around the holes, alternating with the numbers of the holes.
  const [first = '', ...rest] = json.split(hole)
  const places = rest.flatMap((number, index) => (index % 2 === 0 ? [{ hole: Number(number), text: rest[index + 1]! }] : []))
  return (...values) => {
    let text = first
    for (const place of places) text += JSON.stringify(values[place.hole]) + place.text
    return text
  }
}
