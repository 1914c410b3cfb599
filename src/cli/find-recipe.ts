import { recipes } from '../../recipes/catalogue.ts'
import { BrownoutError } from '../engine/errors.ts'
import { suggestion } from '../engine/nearest.ts'
import type { RecipeFactory } from '../engine/recipe.ts'

/**
 * The recipe of a name.
 * @throws BrownoutError where there is none, naming the nearest
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
