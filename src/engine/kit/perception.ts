import { beginningOf, betweenCharacters } from '../base/characters.ts'
import type { Message } from '../model/call.ts'
import { countInputTokens } from './tokens.ts'

/**
 * Drops the middle of a conversation so that the start and the end fit into `tokens`. System prompts and the last message always stay.
 * Returns the same list if everything fits.
 * @example
 * const read = { ...call, messages: withoutMiddle(call.messages, 2_000) }
 */
export function withoutMiddle(messages: readonly Message[], tokens: number): readonly Message[] {
  const isKept = messages.map((message, index) => message.role === 'system' || index === messages.length - 1)
  const cost = (index: number): number => countInputTokens([messages[index]!], [])
  let left = tokens - messages.reduce((sum, _, index) => sum + (isKept[index] === true ? cost(index) : 0), 0)
  const middle = messages.map((_, index) => index).filter((index) => isKept[index] !== true)
  // From both ends inwards: the end first, since it matters more.
  for (let isEnd = true; middle.length > 0; isEnd = !isEnd) {
    const index = (isEnd ? middle.pop() : middle.shift())!
    left -= cost(index)
    if (left < 0) break
    isKept[index] = true
  }
  return isKept.every(Boolean) ? messages : messages.filter((_, index) => isKept[index])
}

/**
 * Drops the middle of a text that is longer than `characters`. Never splits a character.
 * @example
 * withoutMiddleOfText('abcdefgh', 4) // => 'ab gh'
 */
export function withoutMiddleOfText(text: string, characters: number): string {
  if (text.length <= characters) return text
  const half = Math.floor(characters / 2)
  return `${beginningOf(text, half)} ${text.slice(betweenCharacters(text, text.length - half))}`
}

/**
 * Drops the end of a text that is longer than `characters`. Never splits a character.
 * @example
 * withoutEndOfText('abcdefgh', 4) // => 'abcd'
 */
export function withoutEndOfText(text: string, characters: number): string {
  return beginningOf(text, characters)
}
