import { UnanswerableError } from '../../engine/base/errors.ts'
import type { Keywords } from '../../engine/kit/schema/reference.ts'
import { violationOf } from '../../engine/kit/schema/violation.ts'
import type { Place } from './place.ts'

/** Usual ranges of numbers, by name. */
const usual: readonly (readonly [RegExp, number, number])[] = [
  [/year/i, 2020, 2027],
  [/percent/i, 1, 100],
  [/confidence|probability|score|rating/i, 0, 1],
  [/latitude|^lat$/i, 36, 60],
  [/longitude|^(?:lng|lon)$/i, -9, 24],
  [/temperature|degrees|celsius/i, 4, 28],
  [/price|amount|total|cost|fee|refund|balance|budget/i, 5, 250],
  [/count|quantity|items|number/i, 1, 9],
  [/day/i, 1, 30],
  [/hour|minute/i, 1, 48],
  [/(^|_)age$/i, 18, 80],
]

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}

/** The step of a number: the required one, or integers, or hundredths, or finer if the bounds are closer. */
function stepOf(keywords: Keywords, isWhole: boolean, span: number): number {
  const asked = keywords['multipleOf'] as number | undefined
  if (asked === undefined) return isWhole ? 1 : span > 0 && span < 0.05 ? 10 ** Math.floor(Math.log10(span) - 1) : 0.01
  if (!isWhole) return asked
  if (Number.isInteger(1 / asked)) return 1
  for (let times = 1; times <= 1_000; times++) if (Number.isInteger(asked * times)) return asked * times
  return asked
}

function bound(keywords: Keywords, within: string, beyond: string): { readonly at: number | undefined; readonly isOpen: boolean } {
  const [at, open] = [keywords[within] as number | undefined, keywords[beyond]]
  if (typeof open !== 'number') return { at, isOpen: false }
  const isBeyond = at === undefined || (within === 'minimum' ? open >= at : open <= at)
  return { at: isBeyond ? open : at, isOpen: isBeyond }
}

/** Makes a number within the bounds of a schema, close to the usual range for its name. */
export function numberOf(keywords: Keywords, place: Place, isWhole: boolean): number {
  return mentionedNumber(keywords, place, isWhole) ?? inventedNumber(keywords, place, isWhole)
}

/** Names of second operands in a calculation. */
const seconds = /^(?:b|y|second|right|addend|divisor|multiplier|subtrahend)\d?$/i

/** Returns a number of the conversation that a schema allows. */
function mentionedNumber(keywords: Keywords, { root, name, item, mentions }: Place, isWhole: boolean): number | undefined {
  const numbers = mentions.numbers(name).filter((number) => !isWhole || Number.isInteger(number))
  const number = numbers[seconds.test(name) ? 1 : item]
  return number === undefined || violationOf(number, keywords, root) !== undefined ? undefined : number
}

function inventedNumber(keywords: Keywords, { random, name, path }: Place, isWhole: boolean): number {
  const low = bound(keywords, 'minimum', 'exclusiveMinimum')
  const high = bound(keywords, 'maximum', 'exclusiveMaximum')
  const step = stepOf(keywords, isWhole, (high.at ?? Infinity) - (low.at ?? -Infinity))
  // A remainder only in the last digit of a fraction is a rounding error.
  const first = low.at === undefined ? -Infinity : low.isOpen ? Math.floor(low.at / step + 1e-9) + 1 : Math.ceil(low.at / step - 1e-9)
  const last = high.at === undefined ? Infinity : high.isOpen ? Math.ceil(high.at / step - 1e-9) - 1 : Math.floor(high.at / step + 1e-9)
  if (first > last)
    throw new UnanswerableError(`Cannot make a number for ${path}: no multiple of ${step} lies within its bounds ${low.at} and ${high.at}.`)
  const [, from, to] = usual.find(([pattern]) => pattern.test(name)) ?? [undefined, 1, 100]
  let [least, most] = [Math.max(first, Math.ceil(from / step)), Math.min(last, Math.floor(to / step))]
  if (least > most) [least, most] = Number.isFinite(first) ? [first, Math.min(last, first + 100)] : [Math.max(first, last - 100), last]
  return Number((random.integer(least, most) * step).toFixed(Math.min(100, decimalsOf(step))))
}
