import type { Random } from '../../base/random.ts'

/** Draws a share from 10% to 50%. */
function share(random: Random): number {
  return 0.1 + 0.4 * random.next()
}

/** The step that keeps a round number round: 30 becomes 40, not 37. */
function stepOf(value: number, decimals: number): number {
  if (decimals > 0) return 10 ** -decimals
  return [1_000, 100, 50, 10, 5].find((step) => value % step === 0 && value >= 2 * step) ?? 1
}

/** Returns whether a number is more likely a year than an amount. */
function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2100
}

/** The range of a number, if its size or unit implies one: shares stay shares, percentages stay percentages. */
function boundsOf(value: number, decimals: number, isPercent: boolean): readonly [number, number] {
  if (decimals > 0 && value > 0 && value < 1) return [0, 1]
  return isPercent && value <= 100 ? [0, 100] : [0, Infinity]
}

/**
 * Returns a number close enough to another to pass as right: same order of magnitude, same number of decimals, same roundness. A year
 * changes by a few years.
 */
export function drifted(value: number, decimals: number, random: Random, isPercent = false): number {
  if (isYear(value)) return value + (random.chance(0.5) ? 1 : -1) * random.integer(1, 4)
  const step = stepOf(Math.abs(value), decimals)
  const shift = Math.max(1, Math.round((Math.abs(value) * share(random)) / step)) * step
  const [least, most] = boundsOf(Math.abs(value), decimals, isPercent)
  const sign = random.chance(0.5) ? 1 : -1
  const moved = [sign, -sign].map((direction) => Number((Math.abs(value) + direction * shift).toFixed(decimals)))
  const other = moved.find((candidate) => candidate > least && candidate < most) ?? Math.abs(value) + shift
  return value < 0 ? -other : other
}
