import { recipes } from '../../recipes/catalogue.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import type { RecipeFactory } from '../engine/plan/recipe.ts'

/**
 * The recipe of a name.
 * @throws BrownoutError if there is none, naming the nearest
 */
export function findRecipe(name: string): RecipeFactory {
  const found = recipes.find(({ recipe }) => recipe.name === name)
  if (found !== undefined) return found
  throw new BrownoutError(
    `Cannot play "${name}": no such recipe.${suggestion(
      name,
      recipes.map(({ recipe }) => recipe.name),
    )}`,
  )
}
