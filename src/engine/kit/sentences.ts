/**
 * Returns the sentences of a text, each with the space after it. The sentences joined are the text. A decimal point ends none.
 * @example
 * sentencesOf('It costs 4.50. Sorry!') // => ['It costs 4.50. ', 'Sorry!']
 */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?]["')\]]?\s+|\n)(?=\S)/)
}
