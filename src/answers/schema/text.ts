import type { Random } from '../../engine/base/random.ts'
import { expressionOf } from '../../engine/kit/schema/expression.ts'
import type { Keywords } from '../../engine/kit/schema/reference.ts'
import { violationOf } from '../../engine/kit/schema/violation.ts'
import { statementOn } from '../prose.ts'
import { checkLength, matching } from './pattern.ts'
import type { Place } from './place.ts'

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function date(random: Random): string {
  return `2026-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`
}

function time(random: Random): string {
  return `${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:00Z`
}

/** Truncates a text to a number of characters. A surrogate pair is one character. */
function firstCharacters(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('')
}

function hexadecimal(random: Random, length: number): string {
  return random.id(length, 'hexadecimal')
}

const formats: Readonly<Record<string, (random: Random) => string>> = {
  'date-time': (random) => `${date(random)}T${time(random)}`,
  date,
  time,
  duration: (random) => `P${random.integer(1, 9)}D`,
  email: (random) => `${random.pick(['maria', 'jonas', 'priya', 'tom'])}.${random.integer(10, 99)}@example.com`,
  hostname: (random) => `host-${random.integer(1, 99)}.example.com`,
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${random.integer(1, 9999)}`,
  uri: (random) => `https://example.com/page/${random.integer(1, 999)}`,
  'uri-reference': (random) => `/page/${random.integer(1, 999)}`,
  iri: (random) => `https://example.com/page/${random.integer(1, 999)}`,
  'iri-reference': (random) => `/page/${random.integer(1, 999)}`,
  'uri-template': (random) => `https://example.com/page/${random.integer(1, 999)}/{id}`,
  'json-pointer': (random) => `/items/${random.integer(0, 9)}`,
  'relative-json-pointer': (random) => `${random.integer(0, 3)}/items`,
  regex: (random) => `^[A-Z]{${random.integer(1, 4)}}$`,
  byte: (random) => random.id(16),
  uuid: (random) =>
    `${hexadecimal(random, 8)}-${hexadecimal(random, 4)}-4${hexadecimal(random, 3)}-a${hexadecimal(random, 3)}-${hexadecimal(random, 12)}`,
}

const cities = ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds'] as const
const people = ['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor'] as const

/** Usual texts, by name. */
const usual: readonly (readonly [RegExp, (random: Random) => string])[] = [
  [/e-?mail/i, formats['email']!],
  [/url|link|uri|website|homepage/i, formats['uri']!],
  [/phone|mobile/i, (random) => `+31 20 555 ${random.integer(1000, 9999)}`],
  [/date|_at$|At$|until|since/, date],
  [/sku/i, (random) => `SKU-${random.integer(1000, 9999)}`],
  [/country/i, (random) => random.pick(['Netherlands', 'France', 'Poland', 'Portugal'])],
  [/street|address/i, (random) => `${random.integer(1, 120)} ${random.pick(['Mill Lane', 'Harbour Street', 'Station Road'])}`],
  [/zip|post(al)?_?code/i, (random) => String(random.integer(10_000, 99_999))],
  [/city|town|location|place|destination|origin|region/i, (random) => random.pick(cities)],
  [/currency/i, (random) => random.pick(['EUR', 'USD', 'GBP'])],
  [/price|amount|total|cost|fee/i, (random) => `${random.integer(5, 250)}.${random.integer(10, 99)}`],
  [/quantity|count/i, (random) => String(random.integer(1, 9))],
  [/language|locale/i, (random) => random.pick(['en', 'fr', 'de'])],
  [/sentiment|tone|mood/i, (random) => random.pick(['positive', 'neutral', 'negative'])],
  [/priority|severity|urgency/i, (random) => random.pick(['low', 'normal', 'high'])],
  [/unit/i, (random) => random.pick(['celsius', 'metric'])],
  [/color|colour/i, (random) => random.pick(['blue', 'green', 'grey'])],
  [/status|(^|_)state$/i, (random) => random.pick(['open', 'in transit', 'delivered'])],
  [/(^|_|\b)id$|Id$|number|code|tracking|reference/, (random) => `A${random.integer(1000, 9999)}`],
  [/title|subject|label|topic|category/i, (random) => random.pick(['Delivery', 'Returns', 'Invoices', 'Account'])],
  [/company|organi[sz]ation|employer|brand/i, (random) => random.pick(['Acme Ltd', 'Northwind', 'BlueLine'])],
  [/first_?name/i, (random) => random.pick(people).split(' ')[0]!],
  [/(last|family|sur)_?name/i, (random) => random.pick(people).split(' ')[1]!],
  [/product/i, (random) => random.pick(['desk lamp', 'rain jacket', 'coffee grinder'])],
  [/name|author|owner|customer|person|recipient/i, (random) => random.pick(people)],
  [/^(?:cmd|commands?|script)$/i, () => 'ls'],
  [/^dir|(?:^|_)(?:dir|directory)(?:_?path)?$/i, () => '.'],
  [/query|search|keyword/i, (random) => random.pick(['delivery times', 'return policy', 'open invoices'])],
]

/** Converts a text of the conversation to a format. */
function inFormat(text: string, format: unknown): string {
  return format === 'date-time' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00Z` : text
}

/** Returns a text of the conversation that fits the name of a field and that its schema allows. */
function mentionedText(keywords: Keywords, { root, name, item, mentions }: Place): string | undefined {
  const named = mentions.texts(name)
  // A field whose name does not indicate its format: `when` with the format `date`.
  const texts = named.length === 0 && typeof keywords['format'] === 'string' ? mentions.texts(keywords['format']) : named
  const text = texts[item]
  if (text === undefined) return undefined
  const fitting = inFormat(text, keywords['format'])
  return violationOf(fitting, keywords, root) === undefined ? fitting : undefined
}

/** Makes a text from the conversation, its format or its pattern, otherwise the usual text for its name, within the schema's bounds. */
export function textOf(keywords: Keywords, place: Place): string {
  return mentionedText(keywords, place) ?? inventedText(keywords, place)
}

function inventedText(keywords: Keywords, place: Place): string {
  const { format, pattern } = keywords
  const [least, most] = [(keywords['minLength'] as number | undefined) ?? 0, (keywords['maxLength'] as number | undefined) ?? Infinity]
  checkLength(least, place)
  const formatted = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format]!(place.random) : undefined
  // Clients that send a format along with its pattern mean the same with both, and the format gives the more plausible text.
  if (formatted !== undefined && (typeof pattern !== 'string' || expressionOf(pattern)?.test(formatted) === true)) return formatted
  if (typeof pattern === 'string') return matching(pattern, place, least)
  const usually = usual.find(([name]) => name.test(place.name))?.[1]
  const text = usually === undefined ? statementOn(place.mentions, place.random) : usually(place.random)
  return firstCharacters(text.padEnd(least, ' and so on'), most)
}
