import type { Random } from '../../base/random.ts'
import { dateShift, entitySwap, fabricatedCitation, listedLie, negation, numberDrift, unitSwap } from './strategies.ts'
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

export const strategyNames: readonly StrategyName[] = Object.keys(strategies) as StrategyName[]

/** A text that was made wrong, and how. */
export interface Falsehood {
  readonly strategy: StrategyName
  readonly text: string
}

/** The order in which strategies are tried where any will do: a known lie first, the rest drawn, an invented source last. */
function orderOf(random: Random): StrategyName[] {
  const drawn = strategyNames.filter((name) => name !== 'listed-lie' && name !== 'fabricated-citation')
  for (let index = drawn.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    ;[drawn[index], drawn[other]] = [drawn[other]!, drawn[index]!]
  }
  return ['listed-lie', ...drawn, 'fabricated-citation']
}

/**
 * A wrong version of a text, told as surely as the right one. Never the text itself: where nothing in it can be made wrong
 * (in the asked way), there is none.
 */
export function falsify(text: string, strategy: StrategyName | 'any', context: FalsehoodContext): Falsehood | undefined {
  for (const name of strategy === 'any' ? orderOf(context.random) : [strategy]) {
    const wrong = strategies[name](text, context)
    if (wrong !== undefined && wrong !== text) return { strategy: name, text: wrong }
  }
  return undefined
}
