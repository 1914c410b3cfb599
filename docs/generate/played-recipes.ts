import { createAssistant as hardened } from '../../examples/hardened/assistant.ts'
import { createAssistant as naive } from '../../examples/naive/assistant.ts'
import { recipes } from '../../recipes/catalogue.ts'
import type { PlayedDay, PlayedRecipe } from './pages/recipes.ts'
import type { RecipeFactory } from '../../src/engine/plan/recipe.ts'
import {
  abortPropagates,
  backsOff,
  degradesVisibly,
  fallsBack,
  honorsRetryAfter,
  noDuplicateText,
  noRetryOfPermanent,
  noSilentTruncation,
  noticesModelSwap,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
  streamedEqualsFinal,
  type Property,
} from '../../src/property/index.ts'
import { rehearse, type Episode, type Performer } from '../../src/demo/rehearsal.ts'

/** What both apps are judged by on each day. */
export const judgedBy: readonly Property[] = [
  settlesWithin('60s'),
  retriesAtMost(3),
  honorsRetryAfter(),
  noRetryOfPermanent(),
  noSilentTruncation(),
  fallsBack(),
  noticesModelSwap(),
  streamedEqualsFinal(),
  noDuplicateText(),
  abortPropagates(),
  backsOff(),
  noUnhandledRejection(),
  degradesVisibly(),
]

/** A day whose rates are low is had again, with another seed each time, until it has fired, or this often. */
const mostTimes = 8

async function playedBy(name: string, create: () => Performer, recipe: RecipeFactory): Promise<PlayedDay> {
  const episodes: Episode[] = []
  const fired = (): number => episodes.filter(({ evidence }) => evidence.journal.calls.some((call) => call.fired.length > 0)).length
  for (let time = 0; time < mostTimes && fired() === 0; time++)
    episodes.push(...(await rehearse(name, create, recipe, `tuesday/${time}`)).episodes)
  const broken = judgedBy.filter((property) => episodes.some(({ evidence }) => property.judge(evidence).type === 'violated'))
  return { fired: fired(), questions: episodes.length, broken: broken.map(({ id }) => id) }
}

/** Plays a recipe with both apps. */
export async function playedWithBoth(recipe: RecipeFactory): Promise<PlayedRecipe> {
  return {
    recipe: recipe.recipe,
    naive: await playedBy('naive', naive, recipe),
    hardened: await playedBy('hardened', hardened, recipe),
  }
}

/** Plays all recipes with both apps. */
export async function playAll(): Promise<readonly PlayedRecipe[]> {
  const played: PlayedRecipe[] = []
  for (const recipe of recipes) played.push(await playedWithBoth(recipe))
  return played
}
