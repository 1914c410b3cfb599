import { beforeAll, describe, expect, it } from 'vitest'
import type { PlayedRecipe } from '../../docs/generate/pages/recipes.ts'
import { playAll, playedWithBoth } from '../../docs/generate/played-recipes.ts'
import { recipes } from '../../recipes/catalogue.ts'

let played: readonly PlayedRecipe[]
beforeAll(async () => {
  played = await playAll()
}, 120_000)

describe('the recipes, played with both apps', () => {
  it('fire one of their questions, but for days that take another occasion', () => {
    const idle = played.filter(({ naive, hardened }) => naive.fired + hardened.fired === 0).map(({ recipe }) => recipe.name)
    // Long conversations, many users at once, pictures: occasions.test.ts has each of them.
    expect(idle).toEqual([
      'context-collapse-in-a-long-conversation',
      'launch-day-limits',
      'long-message-half-read',
      'mail-that-gives-orders',
      'openai-azure-power',
      'scale-wall',
      'shared-fate-fallback',
      'someone-elses-answer',
    ])
  })

  it('break the naive app far more often than the hardened one', () => {
    const count = (which: 'naive' | 'hardened'): number => played.reduce((sum, day) => sum + day[which].broken.length, 0)
    expect(count('naive')).toBeGreaterThan(3 * count('hardened'))
  })

  it('go the same way again', async () => {
    const [first] = recipes
    expect(await playedWithBoth(first!)).toEqual(played[0])
  })
})
