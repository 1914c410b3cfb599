import type { Random } from '../../base/random.ts'
import type { StatedFact } from '../../model/reply.ts'

/** The input of a strategy: draws, and the known facts of the text. */
export interface FalsehoodContext {
  readonly random: Random
  readonly facts: readonly StatedFact[]
}

/**
 * Makes a text wrong but plausible. Returns another text, or `undefined` if there is nothing to change. Never returns the same text.
 */
export type Strategy = (text: string, context: FalsehoodContext) => string | undefined

/** Replaces one match in a text, chosen at random. */
export function replaceOne(
  text: string,
  pattern: RegExp,
  random: Random,
  replace: (match: RegExpExecArray) => string | undefined,
): string | undefined {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return undefined
  const first = random.integer(0, matches.length - 1)
  for (let offset = 0; offset < matches.length; offset++) {
    const match = matches[(first + offset) % matches.length]!
    const replacement = replace(match)
    if (replacement === undefined || replacement === match[0]) continue
    return text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length)
  }
  return undefined
}
