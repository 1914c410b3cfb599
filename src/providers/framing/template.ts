const hole = '\u0000'

/**
 * Makes a function that writes JSON with some values filled in: faster than `JSON.stringify` for events that differ in little else.
 * A hole can be used in several places.
 * @example
 * const event = jsonTemplate((text) => ({ delta: { content: text } }), 1)
 * event('Hello') // => '{"delta":{"content":"Hello"}}'
 */
export function jsonTemplate(shape: (...holes: string[]) => unknown, holes: number): (...values: readonly unknown[]) => string {
  const marks = Array.from({ length: holes }, (_, index) => `${hole}${index}${hole}`)
  const json = JSON.stringify(shape(...marks))
  const written = marks.map((mark) => JSON.stringify(mark))
  const places = written
    .flatMap((mark, index) =>
      [...json.matchAll(new RegExp(mark.replaceAll('\\', String.raw`\\`), 'g'))].map(({ index: at }) => ({ at, mark, index })),
    )
    .toSorted((a, b) => a.at - b.at)
  const pieces = places.map(({ at }, place) => json.slice(place === 0 ? 0 : places[place - 1]!.at + places[place - 1]!.mark.length, at))
  const last = places.at(-1)
  const rest = last === undefined ? json : json.slice(last.at + last.mark.length)
  return (...values) => {
    let text = ''
    for (let place = 0; place < places.length; place++) text += pieces[place]! + JSON.stringify(values[places[place]!.index])
    return text + rest
  }
}
