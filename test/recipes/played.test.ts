import { describe, expect, it } from 'vitest'
import { playedWithBoth } from '../../docs/generate/played-recipes.ts'
import { halfAMessage, oneBadHour } from '../../recipes/index.ts'

/** Two days; played.sweep.test.ts plays all of them. */
describe.for([oneBadHour, halfAMessage])('$recipe.name, played with both apps', (recipe) => {
  it('fires, and breaks the naive app more than the hardened one, in the same way each time', { timeout: 60_000 }, async () => {
    const { naive, hardened } = await playedWithBoth(recipe)
    expect(naive.fired + hardened.fired).toBeGreaterThan(0)
    expect(naive.broken.length).toBeGreaterThan(hardened.broken.length)
    expect(await playedWithBoth(recipe)).toMatchObject({ naive, hardened })
  })
})
