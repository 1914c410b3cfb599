/** The most characters of a value that a message holds. */
const longest = 80

/**
 * Returns a value as an error message names it: data as JSON, a function by its name, other objects by what they are.
 * @example
 * valueInWords('reel') // => '"reel"'
 */
export function valueInWords(value: unknown): string {
  try {
    return readInWords(value)
  } catch {
    // Such as a proxy that was revoked, or an object without a prototype that holds itself.
    return 'an object that cannot be read'
  }
}

function readInWords(value: unknown): string {
  if (typeof value === 'function') return functionInWords(value)
  if (value instanceof Promise) return 'a promise'
  if (value instanceof RegExp || value instanceof Error || typeof value === 'number') return String(value)
  const text = jsonOf(value) ?? String(value)
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}...` : text
}

function functionInWords({ name }: { readonly name: string }): string {
  return name === '' ? 'a function' : `the function ${name}`
}

/** `undefined` for what has no JSON: `undefined`, symbols, whole numbers of any size, circles. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return typeof value === 'object' ? 'an object' : undefined
  }
}
