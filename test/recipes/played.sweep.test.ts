import { describe, expect, it } from 'vitest'
import { playRecipe } from '../../docs/generate/played-recipes/play.ts'
import { recipes } from '../../recipes/catalogue.ts'

describe.for(recipes.map((recipe) => ({ name: recipe.recipe.name, recipe })))('$name', ({ recipe }) => {
  it('fires, breaks the naive version of its app, and not the hardened one', { timeout: 60_000 }, async () => {
    const { scene, naive, hardened } = await playRecipe(recipe)
    expect(naive.fired).toBeGreaterThan(0)
    expect(naive.broken).not.toEqual([])
    expect(hardened.broken).toEqual([])
    if (scene.isHardenedSpared !== true) expect(hardened.fired).toBeGreaterThan(0)
  })
})
