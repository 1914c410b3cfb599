import { describe, expect, it } from 'vitest'
import { cast } from '../../docs/generate/played-recipes/cast.ts'
import { playRecipe } from '../../docs/generate/played-recipes/play.ts'
import { longConversation } from '../../docs/generate/played-recipes/scenes/long-conversation.ts'
import { tenants } from '../../docs/generate/played-recipes/scenes/tenants.ts'
import type { Scene } from '../../docs/generate/played-recipes/scene.ts'
import { recipes } from '../../recipes/catalogue.ts'

const slow: ReadonlySet<Scene> = new Set([longConversation, tenants])

/** One recipe of every second app that is quick to play; played.sweep.test.ts plays all recipes. */
const sampled = [...cast]
  .filter(([scene]) => !slow.has(scene))
  .filter((_, index) => index % 2 === 0)
  .map(([, [recipe]]) => ({ name: recipe!.recipe.name, recipe: recipe! }))

describe('the apps that recipes are played with', () => {
  it('are one for each recipe', () => {
    const played = [...cast.values()].flat().map(({ recipe }) => recipe.name)
    expect(played.toSorted()).toEqual(recipes.map(({ recipe }) => recipe.name).toSorted())
  })
})

describe.for(sampled)('$name', ({ recipe }) => {
  it('breaks the naive version of its app and not the hardened one, in the same way each time', { timeout: 60_000 }, async () => {
    const { naive, hardened } = await playRecipe(recipe)
    expect(naive.fired).toBeGreaterThan(0)
    expect(naive.broken).not.toEqual([])
    expect(hardened.broken).toEqual([])
    expect(await playRecipe(recipe)).toMatchObject({ naive, hardened })
  })
})
