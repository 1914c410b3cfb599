/** A text without words that contain digits: ids, times, amounts. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/[^\s,;:=()"']*\d[^\s,;()"']*/g, '#')
}
