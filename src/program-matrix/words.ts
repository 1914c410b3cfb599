import { stripVTControlCharacters } from 'node:util'

/** How many characters of the start of an answer are a sign of it. Shorter ones occur by chance. */
const shortestSign = 8

/**
 * Only the letters and digits of a text. A program wraps lines, renders Markdown, escapes quotes for JSON and colors its output: the words
 * of an answer are the same.
 */
export function wordsOf(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The longest start of an answer that is in a text, both as words. Empty if none is. */
export function startOf(answer: string, within: string): string {
  let [least, most] = [0, answer.length]
  while (least < most) {
    const length = Math.ceil((least + most) / 2)
    if (within.includes(answer.slice(0, length))) least = length
    else most = length - 1
  }
  return least < Math.min(shortestSign, answer.length) ? '' : answer.slice(0, least)
}
