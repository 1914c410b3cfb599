import { BrownoutError } from '../engine/base/errors.ts'
import type { RecipeOptions, RecipePlay } from '../engine/plan/recipe.ts'
import { findRecipe } from './find-recipe.ts'

/** Options of a recipe that are numbers. The others are texts. */
const numbers: ReadonlySet<string> = new Set<keyof RecipeOptions>(['intensity', 'speed'])

/**
 * A recipe as it is typed on a command line, with its options.
 * @throws BrownoutError if there is no such recipe or option, or a value is wrong
 * @example
 * readRecipe('openai-thirty-second-hang:from=19m,speed=10,on=anthropic')
 */
export function readRecipe(text: string): RecipePlay {
  const [name = '', settings = ''] = text.split(/:(.*)/s)
  const make = findRecipe(name)
  const options = settings === '' ? [] : settings.split(',').map((pair) => readPair(pair, name))
  // The factory checks names and values.
  return make(Object.fromEntries(options))
}

function readPair(pair: string, name: string): readonly [option: string, value: string | number] {
  const [option = '', value] = pair.split(/=(.*)/s)
  if (value === undefined) throw new BrownoutError(`Cannot play "${name}" with "${pair}": expected key=value, such as speed=10.`)
  return [option, numbers.has(option) && value.trim() !== '' ? Number(value) : value]
}
