/** Splits a text at separators, except after a backslash. The parts stay escaped. */
export function splitAt(text: string, separator: string): string[] {
  const pieces = ['']
  for (const [token] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (token === separator) pieces.push('')
    else pieces.push(`${pieces.pop()}${token}`)
  }
  return pieces
}

/** Puts a backslash before each separator and each backslash. */
export function escaped(text: string, separators: string): string {
  return text.replace(/[\s\S]/g, (character) => (isSpecial(character, separators) ? `\\${character}` : character))
}

/** Removes escapes. A backslash before any other character stays, so `/gpt-\d/` needs no escape. */
export function unescaped(text: string, separators: string): string {
  return text.replace(/\\([\s\S])/g, (pair, character: string) => (isSpecial(character, separators) ? character : pair))
}

function isSpecial(character: string, separators: string): boolean {
  return character === '\\' || separators.includes(character)
}
