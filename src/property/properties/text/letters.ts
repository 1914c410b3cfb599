/** Returns the letters and digits of a text, without what apps change when they show it: case, spaces, punctuation and markdown. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
