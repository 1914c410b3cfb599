import { BrownoutError } from '../../engine/errors.ts'
import type { Random } from '../../engine/random.ts'
import { matching } from './pattern.ts'
import type { Keywords, Place } from './value.ts'

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
  uuid: (random) => `${hexadecimal(random, 8)}-${hexadecimal(random, 4)}-4${hexadecimal(random, 3)}-a${hexadecimal(random, 3)}-${hexadecimal(random, 12)}`,
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

/** A text within the bounds that a schema sets; the one that is to be said, where it fits. */
export function textOf(keywords: Keywords, place: Place): string {
  const { format, pattern } = keywords
  if (typeof pattern === 'string') return patterned(pattern, keywords, place)
  if (typeof format === 'string' && formats[format] !== undefined) return formats[format](place.random)
  const least = (keywords['minLength'] as number | undefined) ?? 0
  const most = (keywords['maxLength'] as number | undefined) ?? Infinity
  const said = place.say() ?? (usual.find(([name]) => name.test(place.name))?.[1] ?? sentence)(place.random)
  const long = said.padEnd(least, ' and so on')
  return [...long].length <= most ? long : [...long].slice(0, most).join('')
}

function patterned(pattern: string, keywords: Keywords, { random, path }: Place): string {
  const least = (keywords['minLength'] as number | undefined) ?? 0
  const most = (keywords['maxLength'] as number | undefined) ?? Infinity
  for (let tries = 0; tries < 50; tries++) {
    const text = matching(pattern, random, path)
    if (text.length >= least && text.length <= most && new RegExp(pattern, 'u').test(text)) return text
  }
  throw new BrownoutError(`Cannot make a text for ${path}: none was found that matches the pattern ${JSON.stringify(pattern)}.`)
}
