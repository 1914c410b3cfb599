import { months, units, weekdays } from '../../engine/kit/vocabulary.ts'

/** A statement in a text that can be right or wrong. */
export interface Claim {
  readonly kind: 'number' | 'date' | 'identifier' | 'name' | 'verdict'
  /** Its words, normalized: `1200`, `9 days`, `2026-03-09`, `Maria Lopez`, `not`. */
  readonly text: string
}

const monthNames = months.join('|')
const unitNames = units.toSorted((a, b) => b.length - a.length).join('|')

const patterns: readonly (readonly [Claim['kind'], RegExp])[] = [
  ['date', /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g],
  [
    'date',
    new RegExp(String.raw`\b\d{1,2}(?:st|nd|rd|th)? (?:${monthNames})(?:,? \d{4})?\b|\b(?:${monthNames}) \d{1,2}(?:,? \d{4})?\b`, 'g'),
  ],
  ['date', /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])/g],
  [
    'date',
    new RegExp(String.raw`\b(?:${weekdays.join('|')}|${months.filter((month) => month !== 'May' && month !== 'March').join('|')})\b`, 'g'),
  ],
  ['identifier', /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Z][\w-]{2,}(?![\w-])/g],
  ['number', new RegExp(String.raw`(?<![\w.,/])[-−]?\d+(?:[,.]\d+)*(?:\s?(?:${unitNames}|%)(?![\p{L}\p{N}])|(?![\w/]))`, 'gu')],
  ['name', /(?<=[\p{L}\p{N},;:]["'(]? ["'(]?)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/gu],
  [
    'verdict',
    /(?<!\p{L})(?:yes|no|not|never|always|without|approved|accepted|denied|declined|rejected|eligible|ineligible|valid|invalid|true|false)(?!\p{L})/giu,
  ],
]

function normalized(kind: Claim['kind'], text: string): string {
  if (kind === 'number')
    return text
      .replaceAll(/(?<=\d),(?=\d{3})/g, '')
      .replace('−', '-')
      .replace(/(?<=\d)\s?(?=[^\d.,\s])/, ' ')
  return kind === 'verdict' ? text.toLowerCase() : text
}

/** Returns the numbers with their units, dates, identifiers, names and verdicts that a text states. */
export function claimsIn(text: string): readonly Claim[] {
  let rest = text.replaceAll(/(?<=\p{L})n['’]t\b/gu, ' not').replaceAll(/\bcannot\b/gi, 'can not')
  return patterns.flatMap(([kind, pattern]) => {
    const found = [...rest.matchAll(pattern)].map(([words]) => ({ kind, text: normalized(kind, words) }))
    // A part of a date is not a separate number.
    if (kind !== 'verdict' && kind !== 'name') rest = rest.replaceAll(pattern, (words) => '\u0000'.repeat(words.length))
    return found
  })
}

function numberIn({ text }: Claim): { readonly value: number; readonly unit: string } {
  const [digits = '', unit = ''] = text.split(' ')
  return { value: Number(digits.replaceAll(',', '.')), unit }
}

/** Returns whether two claims state the same. A number without a unit matches one with a unit. */
export function isSameClaim(one: Claim, other: Claim): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind !== 'number') return one.text === other.text
  const [a, b] = [numberIn(one), numberIn(other)]
  return a.value === b.value && (a.unit === b.unit || a.unit === '' || b.unit === '')
}

/** Returns whether a claim is unlikely to appear by chance: a name, a date, or a number with several digits or a unit. */
export function isTelling({ kind, text }: Claim): boolean {
  return kind === 'number' ? text.replaceAll(/\D/g, '').length > 1 || text.includes(' ') : kind !== 'verdict'
}
