import { BrownoutError } from '../base/errors.ts'
import { suggestion } from '../base/nearest.ts'
import type { RecipeFactory, RecipeOptions, RecipePlay } from './recipe.ts'

/** The recipe options that are numbers. The others are texts. */
const numbers: ReadonlySet<string> = new Set<keyof RecipeOptions>(['intensity', 'speed'])

/**
 * Parses a recipe of a command line, with its options.
 * @throws BrownoutError if the recipe or an option does not exist, or a value is wrong
 * @example
 * readRecipe('openai-thirty-second-hang:from=19m,speed=10,on=anthropic', recipes)
 */
export function readRecipe(text: string, recipes: readonly RecipeFactory[]): RecipePlay {
  const [name = '', settings = ''] = text.split(/:(.*)/s)
  const make = findRecipe(name, recipes)
  const options = settings === '' ? [] : settings.split(',').map((pair) => readPair(pair, name))
  // The factory checks names and values.
  return make(Object.fromEntries(options))
}

/**
 * Returns the recipe with a name.
 * @throws BrownoutError if there is none, with the nearest name
 */
export function findRecipe(name: string, recipes: readonly RecipeFactory[]): RecipeFactory {
  const found = recipes.find(({ recipe }) => recipe.name === name)
  if (found !== undefined) return found
  const names = recipes.map(({ recipe }) => recipe.name)
  throw new BrownoutError(`Cannot play "${name}": no such recipe.${suggestion(name, names)}`)
}

function readPair(pair: string, name: string): readonly [option: string, value: string | number] {
  const [option = '', value] = pair.split(/=(.*)/s)
  if (value === undefined) throw new BrownoutError(`Cannot play "${name}" with "${pair}": expected key=value, such as speed=10.`)
  return [option, numbers.has(option) && value.trim() !== '' ? Number(value) : value]
}
