import type { Random } from '../../engine/base/random.ts'
import { expressionOf, type Keywords } from '../../engine/kit/schema/reference.ts'
import { matching } from './pattern.ts'
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
  uuid: (random) =>
    `${hexadecimal(random, 8)}-${hexadecimal(random, 4)}-4${hexadecimal(random, 3)}-a${hexadecimal(random, 3)}-${hexadecimal(random, 12)}`,
}

/** What a text of this name usually is. */
const usual: readonly (readonly [RegExp, (random: Random) => string])[] = [
  [/e-?mail/i, formats['email']!],
  [/url|link|uri/i, formats['uri']!],
  [/phone/i, (random) => `+31 20 555 ${random.integer(1000, 9999)}`],
  [/date|_at$|At$|until|since/, date],
  [/country/i, (random) => random.pick(['Netherlands', 'France', 'Poland', 'Portugal'])],
  [/city|location|place|destination/i, (random) => random.pick(['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Leeds'])],
  [/currency/i, (random) => random.pick(['EUR', 'USD', 'GBP'])],
  [/language|locale/i, (random) => random.pick(['en', 'fr', 'de'])],
  [/status|state/i, (random) => random.pick(['open', 'in transit', 'delivered'])],
  [/(^|_|\b)id$|Id$|number|code|tracking/, (random) => `A${random.integer(1000, 9999)}`],
  [/title|subject|label|topic|category/i, (random) => random.pick(['Delivery', 'Returns', 'Invoices', 'Account'])],
  [/name|author|owner/i, (random) => random.pick(['Maria Lopez', 'Jonas Weber', 'Priya Nair', 'Tom Okafor'])],
  [/query|search|keyword/i, (random) => random.pick(['delivery times', 'return policy', 'open invoices'])],
]

function sentence(random: Random): string {
  return `The parcel arrives within ${random.integer(2, 9)} days, and the return is free for ${random.integer(14, 60)} days.`
}

/** A text as its format or pattern has it, else what a text of its name usually is, within the bounds that a schema sets. */
export function textOf(keywords: Keywords, place: Place): string {
  const { format, pattern } = keywords
  const [least, most] = [(keywords['minLength'] as number | undefined) ?? 0, (keywords['maxLength'] as number | undefined) ?? Infinity]
  const formatted = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format]!(place.random) : undefined
  // Clients that send a format along with its pattern mean the same by both, and the format gives the more plausible text.
  if (formatted !== undefined && (typeof pattern !== 'string' || expressionOf(pattern)?.test(formatted) === true)) return formatted
  if (typeof pattern === 'string') return matching(pattern, place, least)
  const text = (usual.find(([name]) => name.test(place.name))?.[1] ?? sentence)(place.random)
  return text.padEnd(least, ' and so on').slice(0, most)
}
