import { BrownoutError } from '../../engine/errors.ts'
import type { Keywords, Place } from './value.ts'

/** What a number of this name usually is. */
const usual: readonly (readonly [RegExp, number, number])[] = [
  [/year/i, 2020, 2027],
  [/percent|confidence|probability|score|rating/i, 0, 1],
  [/price|amount|total|cost|fee|refund/i, 5, 250],
  [/count|quantity|items|number/i, 1, 9],
  [/day/i, 1, 30],
  [/age/i, 18, 80],
]

/** A number within the bounds that a schema sets. */
export function numberOf(keywords: Keywords, { random, name, path }: Place, isWhole: boolean): number {
  const step = (keywords['multipleOf'] as number | undefined) ?? (isWhole ? 1 : 0.01)
  const least = boundOf(keywords, 'minimum', 'exclusiveMinimum', step)
  const most = boundOf(keywords, 'maximum', 'exclusiveMaximum', -step)
  const [, from, to] = usual.find(([pattern]) => pattern.test(name)) ?? [undefined, 1, 100]
  const low = Math.max(least ?? Math.min(from, most ?? from), Number.MIN_SAFE_INTEGER)
  const high = most ?? Math.max(to, low)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  if (first > last) throw new BrownoutError(`Cannot make a number for ${path}: nothing lies between its bounds ${low} and ${high}.`)
  const decimals = (String(step).split('.')[1] ?? '').length
  return Number((random.integer(first, Math.min(last, first + 100_000)) * step).toFixed(Math.min(decimals, 12)))
}

function boundOf(keywords: Keywords, name: string, exclusive: string, step: number): number | undefined {
  const within = keywords[name] as number | undefined
  const beyond = keywords[exclusive] as number | undefined
  const inner = beyond === undefined ? undefined : beyond + step
  if (within === undefined || inner === undefined) return within ?? inner
  return step > 0 ? Math.max(within, inner) : Math.min(within, inner)
}
