import { sentencesOf } from '../sentences.ts'
import { months, nearUnits, weekdays } from '../vocabulary.ts'
import { drifted } from './drift.ts'
import { isStatement } from './negation.ts'
import type { Random } from '../../base/random.ts'
import { replaceOne, type Strategy } from './strategy.ts'

const monthNames = months.join('|')

/** Returns the position of a text within another, as complete words: "5 days" is not in "15 days". */
function placeOf(words: string, text: string): number {
  const isInWord = (at: number): boolean => /[\p{L}\p{N}]{2}/u.test(text.slice(at - 1, at + 1))
  for (let place = text.indexOf(words); place !== -1; place = text.indexOf(words, place + 1))
    if ((place === 0 || !isInWord(place)) && !isInWord(place + words.length)) return place
  return -1
}

/** Replaces a fact in the text with one of its listed lies. */
export const listedLie: Strategy = (text, { random, facts }) => {
  for (const { truth, lies } of facts) {
    const others = lies.filter((lie) => lie !== truth)
    const place = truth === '' ? -1 : placeOf(truth, text)
    if (place === -1 || others.length === 0) continue
    return text.slice(0, place) + random.pick(others) + text.slice(place + truth.length)
  }
  return undefined
}

/** Words before a number that make it a name. */
const numbered = String.raw`\b(?:[Oo]rder|[Cc]ase|[Tt]icket|[Ii]nvoice|[Cc]ustomer|[Aa]ccount|[Rr]oom|[Pp]arcel|[Nn]o\.|[Nn]umber|[Vv]ersion|ID) #?`

/** A number that is not part of a date, a time, an identifier or a version. */
const amount = new RegExp(
  String.raw`(?<!${numbered})(?<![\w.,:/#-])(?<!\b(?:${monthNames}) )(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w:/-]|[.,]\d| ?(?:${monthNames})\b)(?= ?(%)?)`,
  'g',
)

/** Changes a number by 10% to 50%, in its own format: round numbers stay round, decimals stay decimals, years stay years. */
export const numberDrift: Strategy = (text, context) => digitsDrift(text, context) ?? wordsDrift(text, context)

const digitsDrift: Strategy = (text, { random }) =>
  replaceOne(text, amount, random, ([, whole = '', fraction = '', percent]) => {
    const decimals = Math.max(0, fraction.length - 1)
    const moved = drifted(Number(whole.replaceAll(',', '') + fraction), decimals, random, percent !== undefined)
    const digits = moved.toFixed(decimals)
    return whole.includes(',')
      ? digits.replaceAll(/(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g, ',')
      : digits.padStart(whole.length + fraction.length, whole.startsWith('0') ? '0' : '')
  })

const numberWords: readonly (readonly string[])[] = [
  ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  ['ten', 'twelve', 'fourteen', 'fifteen'],
  ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'ninety'],
]

const wordsDrift: Strategy = (text, { random }) =>
  replaceOne(text, new RegExp(String.raw`\b(?:${numberWords.flat().join('|')})\b`, 'g'), random, ([word]) =>
    random.pick(numberWords.find((words) => words.includes(word))!.filter((other) => other !== word)),
  )

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

/** Keeps a number and replaces its unit with a similar one. */
export const unitSwap: Strategy = (text, { random }) =>
  replaceOne(
    text,
    new RegExp(String.raw`(\d[\d.,]*\s?)(${nearUnits.flat().join('|')})(?![\p{L}\p{N}])`, 'gu'),
    random,
    ([, number, unit]) => {
      const others = nearUnits.flatMap(([one, other]) => (one === unit ? [other] : other === unit ? [one] : []))
      return `${number}${random.pick(others)}`
    },
  )

const entities: readonly (readonly string[])[] = [
  ['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor', 'Elena Rossi'],
  ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds', 'Bergen', 'Graz', 'Turin', 'Malmö', 'Seville'],
  ['Paris', 'Berlin', 'London', 'Madrid', 'Rome', 'Amsterdam', 'Vienna', 'Oslo', 'Stockholm', 'Copenhagen', 'Lisbon', 'Dublin'],
  ['New York', 'San Francisco', 'Chicago', 'Boston', 'Seattle', 'Toronto'],
  ['Tokyo', 'Seoul', 'Singapore', 'Sydney', 'Mumbai'],
  ['Netherlands', 'France', 'Poland', 'Portugal', 'Germany', 'Spain', 'Italy', 'Austria', 'Norway', 'Sweden'],
  ['Northern Parcel', 'BlueLine', 'Postway', 'DHL', 'UPS', 'FedEx'],
  ['Visa', 'Mastercard', 'PayPal'],
  ['delivered', 'in transit', 'returned', 'cancelled'],
  ['approved', 'rejected'],
  ['positive', 'negative', 'neutral'],
  ['light rain', 'clear skies', 'a few clouds', 'strong wind'],
  ['EUR', 'USD', 'GBP'],
]

const identifier = String.raw`[A-Z]{1,6}-?\d{2,}(?:-\d+)*|(?<=${numbered})\d{2,}|(?<=\/)\d{2,}|\d{2,}(?=@)|(?<=^)\d{3,}(?=$)`

/** Changes one digit after the first, so that an identifier keeps its format. */
function otherIdentifier(written: string, random: Random): string {
  const digits = [...written.matchAll(/\d/g)].map(({ index }) => index)
  const place = random.pick(digits.slice(1))
  return written.slice(0, place) + ((Number(written[place]) + random.integer(1, 9)) % 10) + written.slice(place + 1)
}

/** Replaces a name or an identifier with another of its kind. */
export const entitySwap: Strategy = (text, { random }) =>
  replaceOne(
    text,
    new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${entities.flat().join('|')}|${identifier})(?![\p{L}\p{N}])`, 'gu'),
    random,
    ([entity]) => {
      const family = entities.find((names) => names.includes(entity))
      return family === undefined ? otherIdentifier(entity, random) : random.pick(family.filter((other) => other !== entity))
    },
  )

const authors = ['Halloran', 'Mbeki', 'Lindqvist', 'Castellano', 'Okonkwo'] as const
const journals = ['Journal of Consumer Law', 'Review of Retail Logistics', 'European Trade Quarterly'] as const

/** Adds a nonexistent source to a statement. */
export const fabricatedCitation: Strategy = (text, { random }) => {
  const sentences = sentencesOf(text)
  // Names and labels do not get a source.
  const stating = sentences.flatMap((sentence, index) => (isStatement(sentence) && sentence.trim().split(/\s+/).length >= 4 ? [index] : []))
  if (stating.length === 0) return undefined
  const at = random.pick(stating)
  const year = random.integer(1998, 2025)
  const first = random.integer(10, 400)
  const source = `(${random.pick(authors)} et al., ${year}, ${random.pick(journals)} ${random.integer(2, 48)}, pp. ${first}–${first + random.integer(4, 30)})`
  return sentences.map((sentence, index) => (index === at ? sentence.replace(/(?=[.!]*\s*$)/, ` ${source}`) : sentence)).join('')
}
