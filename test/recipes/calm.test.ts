import { describe, expect, it } from 'vitest'
import { cast } from '../../docs/generate/played-recipes/cast.ts'
import { playDay } from '../../src/demo/day.ts'
import type { RecipeFactory } from '../../src/engine/plan/recipe.ts'

/** The same day without its faults. */
function calm(recipe: RecipeFactory): RecipeFactory {
  return Object.assign((options = {}) => recipe({ ...options, intensity: 0 }), { recipe: recipe.recipe })
}

const apps = [...cast].flatMap(([scene, [recipe]]) =>
  (['naive', 'hardened'] as const).map((version) => ({ scene, recipe: calm(recipe!), version })),
)

describe.for(apps)('the $version version of $scene.name', ({ scene, recipe, version }) => {
  it('keeps all of its properties while nothing fails', { timeout: 60_000 }, async () => {
    const { properties, limit, tasks } = scene
    const taskOf = scene[version](recipe.recipe)
    const times = Array.from({ length: tasks }, (_, index) => index)
    const day = { recipe, seed: 'calm', limit, times, providers: scene.providers(), answers: scene.answers(recipe.recipe) }
    const moments = await playDay(day, taskOf)
    expect(moments.map(({ evidence }) => evidence.outcome.settlement.type)).toEqual(times.map(() => 'value'))
    for (const { evidence } of moments)
      expect(properties.filter((property) => property.judge(evidence).type === 'violated').map(({ id }) => id)).toEqual([])
  })
})
