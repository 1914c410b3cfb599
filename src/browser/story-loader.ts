import type { Chaos } from '../chaos/chaos.ts'
import { chaosOptions } from '../chaos/options.ts'
import { checkMembers, listLike, type OptionTable } from '../engine/base/options.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import { loadProviders } from './page-handlers.ts'

/** The options in the parameter `brownout` of a story. */
export interface StoryParameters {
  /** Default: the seed of the chaos */
  readonly seed?: string | number
  readonly faults?: readonly Injection[]
  readonly recipes?: readonly RecipePlay[]
}

/** The part of Storybook's context that a loader reads. */
export interface StoryContext {
  readonly parameters: { readonly brownout?: StoryParameters }
}

const members: OptionTable<StoryParameters> = {
  seed: chaosOptions.seed,
  faults: listLike('[rateLimited().first(1)]'),
  recipes: listLike('[openaiThirtySecondHang()]'),
}

/**
 * A Storybook loader: before each story it removes the faults and calls of the previous one, and injects the faults in the story's parameter
 * `brownout`. The story finds the chaos as `loaded.chaos`.
 * @example
 * const preview = { loaders: [storyLoader(chaos)] }
 * const RateLimited = { parameters: { brownout: { faults: [rateLimited({ retryAfter: '1s' }).first(1)] } } }
 * @example
 * const load = storyLoader(chaos)
 * await load({ parameters: { brownout: { faults: [rateLimited()] } } })
 * chaos.injections.length // => 1
 */
export function storyLoader(chaos: Chaos): (context: StoryContext) => Promise<{ readonly chaos: Chaos }> {
  const usualSeed = chaos.seed
  return async ({ parameters: { brownout = {} } }) => {
    checkMembers<StoryParameters>('the parameter "brownout" of the story', brownout, members)
    const { seed = usualSeed, faults = [], recipes = [] } = brownout
    await loadProviders(chaos)
    chaos.reset(seed)
    chaos.inject(...faults)
    chaos.play(...recipes)
    return { chaos }
  }
}
