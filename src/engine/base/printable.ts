/**
 * A text of unknown origin, fit for a terminal: control characters, which can move the cursor or rename the window, and marks that
 * change the direction of the text around them are written as escapes. Line breaks and tabs stay.
 * @example
 * printable('a\u001B[2Jb') // => 'a\\u001b[2Jb'
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what it removes
  return text.replaceAll(
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
