/**
 * Decodes a part of a path. An invalid encoding stays unchanged: it names nothing, so the provider returns its usual error.
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
