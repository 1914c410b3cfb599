import { sentencesOf } from '../sentences.ts'
import type { Strategy } from './strategy.ts'

const opposites: readonly (readonly [RegExp, string])[] = [
  [/\bYes(,? \w+) can\b(?! not)/, 'No$1 cannot'],
  [/\bYes(,? \w+ (?:is|are|was|were|will|must|does|do))\b(?! not)/, 'No$1 not'],
  [/\bNo(,? \w+) (?:cannot|can not|can't)\b/, 'Yes$1 can'],
  [/\bNo(,? \w+ (?:is|are|was|were|will|must|does|do)) not\b/, 'Yes$1'],
  [/\b(?:cannot|can not|can't)\b/, 'can'],
  [/\bwon't\b/, 'will'],
  [/\b(?:do|does) not have to\b/, 'have to'],
  [/\b(is|are|was|were|will|has|have|must|should)(?: not|n't)\b/, '$1'],
  [/\b(?:is|are) (un)?(available|included|allowed|possible|refundable|valid|required|covered|eligible)\b/, ''],
  [/\bnever\b/, 'always'],
  [/\balways\b/, 'never'],
  [/\bcan\b(?! not)/, 'cannot'],
  [/\b(will|must|should)\b(?! not)/, '$1 not'],
  // Negating a number, a name or a thing is too vague for a lie.
  [/\b(is|are|was|were)\b(?! (?:\d|[A-Z]|(?:not|an?|the|this|that|what|last|first|about|on|it)\b))/, '$1 not'],
  [/(?<!\b(?:feel|sugar|fat|toll)[ -])\bfree\b(?! to)/, 'not free'],
  [/\bincluding\b/, 'excluding'],
  [/\bexcluding\b/, 'including'],
  [/\bbefore\b(?= \d|(?: \w+){0,2} (?:date|deadline|day)\b)/, 'after'],
  [/\bYes\b/, 'No'],
  [/\bNo\b(?=[,.!]|$)/, 'Yes'],
  [/\byes\b/, 'no'],
  [/^(?:true)$/, 'false'],
]

function opposite(sentence: string, [pattern, replacement]: readonly [RegExp, string]): string {
  return sentence.replace(pattern, (words, ...groups: (string | undefined)[]) =>
    replacement === '' ? words.replace(' ', ' not ') : replacement.replace('$1', groups[0] ?? ''),
  )
}

/** Returns whether a sentence can be negated: not a question, a request or a condition. */
export function isStatement(sentence: string): boolean {
  return !/\?\s*$/.test(sentence) && !/^(?:please|thank|if|let)\b/i.test(sentence) && !/\bif\b/i.test(sentence)
}

/** The ways to negate a sentence. A leading yes or no changes together with its verb. */
function oppositesOf(sentence: string): readonly (readonly [RegExp, string])[] {
  const applicable = opposites.filter(([pattern]) => pattern.test(sentence))
  const first = applicable[0]
  return first !== undefined && /^\\b(?:Yes|No)\(/.test(first[0].source) ? [first] : applicable
}

/** Negates one statement. */
export const negation: Strategy = (text, { random }) => {
  const sentences = sentencesOf(text)
  const applicable = sentences.flatMap((sentence, index) =>
    isStatement(sentence) ? oppositesOf(sentence).map((pair) => ({ index, pair })) : [],
  )
  if (applicable.length === 0) return undefined
  const { index, pair } = random.pick(applicable)
  return sentences.map((sentence, place) => (place === index ? opposite(sentence, pair) : sentence)).join('')
}
