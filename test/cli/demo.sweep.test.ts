import { describe, expect, it } from 'vitest'
import { recipes } from '../../recipes/catalogue.ts'
import { score, shown } from './shown.ts'

describe('the demo', () => {
  it.for(recipes.map(({ recipe }) => recipe.name))('plays %s', async (recipe) => {
    expect(score(await shown({ recipe }), 'calls made')).toHaveLength(2)
  })
})
