import type { Random } from '../../base/random.ts'
import { negation } from './negation.ts'
import { dateShift, entitySwap, fabricatedCitation, listedLie, numberDrift, unitSwap } from './strategies.ts'
import type { FalsehoodContext, Strategy } from './strategy.ts'

export type { FalsehoodContext } from './strategy.ts'

const strategies = {
  'listed-lie': listedLie,
  'number-drift': numberDrift,
  'date-shift': dateShift,
  'unit-swap': unitSwap,
  negation,
  'entity-swap': entitySwap,
  'fabricated-citation': fabricatedCitation,
} as const satisfies Record<string, Strategy>

/** The ways to make a text wrong, by name. */
export type StrategyName = keyof typeof strategies

/** The names of the ways to make a text wrong, for {@link falsify}. */
export const strategyNames: readonly StrategyName[] = Object.keys(strategies) as StrategyName[]

/** A text that was made wrong, and the strategy that did it. */
export interface Falsehood {
  readonly strategy: StrategyName
  readonly text: string
}

/** The order of strategies if any is allowed: listed lies first, an invented source last, the others in random order. */
function orderOf(random: Random): StrategyName[] {
  const drawn = strategyNames.filter((name) => name !== 'listed-lie' && name !== 'fabricated-citation')
  for (let index = drawn.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    ;[drawn[index], drawn[other]] = [drawn[other]!, drawn[index]!]
  }
  return ['listed-lie', ...drawn, 'fabricated-citation']
}

/**
 * Returns a wrong version of a text, as confident as the original. `undefined` if this strategy finds nothing to change.
 * @example
 * falsify('Refunds take 30 days.', 'listed-lie', { random, facts: [{ truth: '30 days', lies: ['90 days'] }] })?.text // => 'Refunds take 90 days.'
 */
export function falsify(text: string, strategy: StrategyName | 'any', context: FalsehoodContext): Falsehood | undefined {
  for (const name of strategy === 'any' ? orderOf(context.random) : [strategy]) {
    const wrong = strategies[name](text, context)
    if (wrong !== undefined && wrong !== text) return { strategy: name, text: wrong }
  }
  return undefined
}
