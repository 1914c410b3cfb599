import { months, units, weekdays } from '../vocabulary.ts'
import { replaceOne, type Strategy } from './strategy.ts'

const monthNames = months.join('|')

/** Tells a lie that is listed for a fact which the text states. */
export const listedLie: Strategy = (text, { random, facts }) => {
  for (const { truth, lies } of facts) {
    const others = lies.filter((lie) => lie !== truth)
    if (!text.includes(truth) || others.length === 0) continue
    return text.replace(truth, () => random.pick(others))
  }
  return undefined
}

/** Moves a number by a tenth to a half of itself, in its own form: decimals stay decimals. */
export const numberDrift: Strategy = (text, { random }) =>
  replaceOne(text, /(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/-]|[.,]\d)/g, random, ([digits]) => {
    const value = Number(digits)
    const decimals = (digits.split('.')[1] ?? '').length
    const least = 10 ** -decimals
    const shift = Math.max(least, value * (0.1 + 0.4 * random.next()))
    const moved = random.chance(0.5) || value - shift <= 0 ? value + shift : value - shift
    return moved.toFixed(decimals)
  })

/** Moves a date by days or a month, and a weekday to another. */
export const dateShift: Strategy = (text, { random }) =>
  replaceOne(
    text,
    new RegExp(String.raw`\b(\d{4})-(\d{2})-(\d{2})|\b(\d{1,2}) (${monthNames})\b|\b(${monthNames})\b|\b(?:${weekdays.join('|')})\b`, 'g'),
    random,
    (match) => {
      const [whole, year, month, day, dayOfMonth, monthBehind, monthAlone] = match
      if (year !== undefined) return `${year}-${month}-${String(((Number(day) + random.integer(1, 20) - 1) % 28) + 1).padStart(2, '0')}`
      if (dayOfMonth !== undefined) return `${((Number(dayOfMonth) + random.integer(1, 20) - 1) % 28) + 1} ${monthBehind}`
      if (weekdays.includes(whole)) return weekdays[(weekdays.indexOf(whole) + random.integer(1, 6)) % 7]
      // "May" alone is more often a verb than a month.
      if (monthAlone === 'May' || monthAlone === 'March') return undefined
      return months[(months.indexOf(monthAlone ?? whole) + random.integer(1, 11)) % 12]
    },
  )

/** Keeps a number and changes its unit. */
export const unitSwap: Strategy = (text, { random }) =>
  replaceOne(text, new RegExp(String.raw`(\d[\d.,]*\s?)(${units.flat().join('|')})(?![\p{L}\p{N}])`, 'gu'), random, ([, number, unit]) => {
    const others = units
      .filter((family) => family.includes(unit!))
      .flat()
      .filter((other) => other !== unit)
    return `${number}${random.pick(others)}`
  })

const opposites: readonly (readonly [RegExp, string])[] = [
  [/\bcannot\b/g, 'can'],
  [/\bcan't\b/g, 'can'],
  [/\b(do|does|did|is|are|was|were|will|has|have|must|should)(?: not|n't)\b/g, '$1'],
  [/\bnever\b/g, 'always'],
  [/\balways\b/g, 'never'],
  [/\b(can|will|is|are|was|were|must|should|may)\b(?! not)/g, '$1 not'],
  [/\bfree\b/g, 'not free'],
  [/\bYes\b/g, 'No'],
  [/\bNo\b/g, 'Yes'],
  [/\byes\b/g, 'no'],
  [/\bwith\b(?!out)/g, 'without'],
]

/** Says the opposite. */
export const negation: Strategy = (text, { random }) => {
  const applicable = opposites.filter(([pattern]) => new RegExp(pattern.source).test(text))
  if (applicable.length === 0) return undefined
  const [pattern, opposite] = random.pick(applicable)
  return replaceOne(text, pattern, random, (match) => match[0].replace(new RegExp(pattern.source), opposite))
}

const entities: readonly (readonly string[])[] = [
  ['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor', 'Elena Rossi'],
  ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds', 'Paris', 'Berlin', 'London', 'Madrid', 'Rome', 'Amsterdam', 'Vienna'],
  ['Netherlands', 'France', 'Poland', 'Portugal', 'Germany', 'Spain', 'Italy', 'Austria'],
  ['Northern Parcel', 'BlueLine', 'Postway', 'DHL', 'UPS', 'FedEx'],
  ['Visa', 'Mastercard', 'PayPal'],
  ['delivered', 'in transit', 'open', 'cancelled'],
]

/** Puts another of its kind in the place of a name. */
export const entitySwap: Strategy = (text, { random }) =>
  replaceOne(text, new RegExp(String.raw`(?<!\p{L})(?:${entities.flat().join('|')})(?!\p{L})`, 'gu'), random, ([entity]) =>
    random.pick(entities.find((family) => family.includes(entity))!.filter((other) => other !== entity)),
  )

const authors = ['Halloran', 'Mbeki', 'Lindqvist', 'Castellano', 'Okonkwo'] as const
const journals = ['Journal of Consumer Law', 'Review of Retail Logistics', 'European Trade Quarterly'] as const

/** Adds a source that does not exist. */
export const fabricatedCitation: Strategy = (text, { random }) => {
  if ((text.match(/\p{L}{3,}/gu)?.length ?? 0) < 2) return undefined
  const year = random.integer(1998, 2025)
  const first = random.integer(10, 400)
  return `${text} (${random.pick(authors)} et al., ${year}, ${random.pick(journals)} ${random.integer(2, 48)}, pp. ${first}–${first + random.integer(4, 30)})`
}
