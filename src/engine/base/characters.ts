/** Returns a position in a text, moved left if it is inside a character that takes two UTF-16 units. */
export function betweenCharacters(text: string, place: number): number {
  const isInside = place > 0 && place < text.length && text.codePointAt(place - 1)! > 0xff_ff
  return isInside ? place - 1 : place
}

/**
 * Returns the beginning of a text. Never splits a character.
 * @example
 * beginningOf('ab🙂', 3) // => 'ab'
 */
export function beginningOf(text: string, length: number): string {
  return text.slice(0, betweenCharacters(text, length))
}
