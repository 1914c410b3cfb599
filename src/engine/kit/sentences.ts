/**
 * Splits a text into sentences, each with the space after it. Joined, they are the text. A decimal point does not end a sentence.
 * @example
 * sentencesOf('It costs 4.50. Sorry!') // => ['It costs 4.50. ', 'Sorry!']
 */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?]["')\]]?\s+|\n)(?=\S)/)
}
