const hole = '\u0000'

/**
 * JSON with holes, made once for a stream whose events differ in little else: `fill` gives its text with values in the holes.
 * @example
 * const event = jsonTemplate((text) => ({ delta: { content: text } }), 1)
 * event('Hello') // => '{"delta":{"content":"Hello"}}'
 */
export function jsonTemplate(shape: (...holes: string[]) => unknown, holes: number): (...values: readonly unknown[]) => string {
  const marks = Array.from({ length: holes }, (_, index) => `${hole}${index}${hole}`)
  const json = JSON.stringify(shape(...marks))
  const places = marks
    .map((mark, index) => ({ mark: JSON.stringify(mark), index }))
    .toSorted((a, b) => json.indexOf(a.mark) - json.indexOf(b.mark))
  const pieces: string[] = []
  let rest = json
  for (const { mark } of places) {
    const at = rest.indexOf(mark)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at + mark.length)
  }
  return (...values) => {
    let text = ''
    for (let place = 0; place < places.length; place++) text += pieces[place]! + JSON.stringify(values[places[place]!.index])
    return text + rest
  }
}
