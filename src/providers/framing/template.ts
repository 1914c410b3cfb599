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
  return filling(json.split(hole))
}

/** Holds nothing but the parts: each open stream has such a function. */
function filling(parts: readonly string[]): (...values: readonly unknown[]) => string {
  return (...values) => {
    let text = parts[0]!
    for (let place = 1; place < parts.length; place += 2) text += JSON.stringify(values[Number(parts[place])]) + parts[place + 1]!
    return text
  }
}
