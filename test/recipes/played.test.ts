import { describe, expect, it } from 'vitest'
import { cast } from '../../docs/generate/played-recipes/cast.ts'
import { playRecipe } from '../../docs/generate/played-recipes/play.ts'
import { recipes } from '../../recipes/catalogue.ts'

/** One recipe of each app; played.sweep.test.ts plays all of them. */
const firstOfEach = [...cast.values()].map(([recipe]) => recipe!)

describe('the apps that recipes are played with', () => {
  it('are one for each recipe', () => {
    const played = [...cast.values()].flat().map(({ recipe }) => recipe.name)
    expect(played.toSorted()).toEqual(recipes.map(({ recipe }) => recipe.name).toSorted())
  })
})

describe.for(firstOfEach)('$recipe.name', (recipe) => {
  it('breaks the naive version of its app and not the hardened one, in the same way each time', { timeout: 60_000 }, async () => {
    const { naive, hardened } = await playRecipe(recipe)
    expect(naive.fired).toBeGreaterThan(0)
    expect(naive.broken).not.toEqual([])
    expect(hardened.broken).toEqual([])
    expect(await playRecipe(recipe)).toMatchObject({ naive, hardened })
  })
})
