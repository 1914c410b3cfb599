/** The maximum number of characters of a value in a message. */
const longest = 80

/**
 * Formats a value for an error message: data as JSON, a function by its name, other objects by their type.
 * @example
 * valueInWords('reel') // => '"reel"'
 */
export function valueInWords(value: unknown): string {
  try {
    return readInWords(value)
  } catch {
    // Such as a revoked proxy, or a circular object without a prototype.
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

/** Returns `undefined` for values without JSON: `undefined`, symbols, bigints, circular objects. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return typeof value === 'object' ? 'an object' : undefined
  }
}
