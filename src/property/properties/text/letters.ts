/** Returns the letters and digits of a text, without what apps change when they show it: case, spaces, punctuation, markdown and tags of HTML. */
export function lettersOf(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,80}>/gi, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
