/**
 * Decodes a part of a path. What is wrongly encoded stays as it is: it names nothing, and that is what a provider says of it.
 * @example
 * decodedPath('openai%2Fgpt-4o') // => 'openai/gpt-4o'
 * decodedPath('%') // => '%'
 */
export function decodedPath(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
