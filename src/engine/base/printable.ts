/**
 * Makes a text of unknown origin safe for a terminal. Control characters, which can move the cursor or rename the window, and marks that
 * change the text direction become escapes. Line breaks and tabs stay.
 * @example
 * printable('a\u001B[2Jb') // => 'a\\u001b[2Jb'
 */
export function printable(text: string): string {
  return text.replaceAll(
    /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
