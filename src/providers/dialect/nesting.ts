import { budget } from '../../engine/kit/schema/budget.ts'

const [quote, backslash] = [0x22, 0x5c]
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b])
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d])

/**
 * Returns the position at which a JSON text is nested deeper than any reasonable request. `undefined` if it is not. Code that reads deeper
 * JSON can run out of stack.
 * @example
 * tooDeepAt('[[1]]') // => undefined
 */
export function tooDeepAt(text: string): number | undefined {
  // Each level needs one character to open it and one to close it.
  if (text.length < 2 * budget.deepestJson) return undefined
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfText(text, at)
    else if (opening.has(code) && ++depth > budget.deepestJson) return at
    else if (closing.has(code)) depth--
  }
  return undefined
}

/** The end of a quoted text: the first quote without a backslash before it. */
function endOfText(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}
