import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { recipes } from '../../recipes/catalogue.ts'
import { recipePage, type PlayedRecipe } from '../../src/cli/recipe-page.ts'
import { playAll, playedWithBoth } from './played.ts'

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

  it('are told in docs/recipes.md as they are played now (npm run docs)', () => {
    expect(readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8')).toBe(recipePage(played))
  })
})
