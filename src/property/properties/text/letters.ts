/** Returns the letters and digits of a text, without what apps change for display: case, spaces, punctuation, Markdown and HTML tags. */
export function lettersOf(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,80}>/gi, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
