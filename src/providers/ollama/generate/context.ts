/**
 * The conversation as `/api/generate` hands it out, to be sent back with the next prompt: numbers, of which only the server
 * knows the meaning. There they are tokens; here they are characters, so that what was said before can be read again.
 */
export function contextOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!)
}

/** What a context says. numbers without a meaning, as a context of another server can hold, are omitted. */
export function textOfContext(context: readonly number[]): string {
  return context
    .filter((number) => number >= 0 && number <= 0x10_ff_ff)
    .map((number) => String.fromCodePoint(number))
    .join('')
}
