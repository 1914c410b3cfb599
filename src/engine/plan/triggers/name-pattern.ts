import { expressionOf } from './expression.ts'

/** Returns whether a name matches a name, a name with `*` for anything, or a `/regular expression/`. */
export function matchesPattern(text: string, pattern: string): boolean {
  const expression = expressionOf(pattern)
  if (expression !== undefined) return expression.test(text)
  return isGlobbed(text, pattern)
}

/**
 * Returns whether a text matches a pattern in which `*` matches anything. Each part is searched once: linear, regardless of the pattern.
 */
function isGlobbed(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return text === pattern
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
  const end = text.length - last.length
  let at = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}
