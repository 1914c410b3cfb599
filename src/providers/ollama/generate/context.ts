/**
 * The conversation as returned by `/api/generate`, to be sent back with the next prompt: numbers whose meaning is private to the
 * server. In Ollama they are tokens. Here they are characters, so that the earlier conversation can be decoded.
 */
export function contextOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!)
}

/** Decodes a context. Invalid numbers, such as those from another server, are omitted. */
export function textOfContext(context: readonly number[]): string {
  return context
    .filter((number) => number >= 0 && number <= 0x10_ff_ff)
    .map((number) => String.fromCodePoint(number))
    .join('')
}
