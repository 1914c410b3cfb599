import type { RecipeFactory } from '../src/kit.ts'
import * as factories from './index.ts'

/** Every recipe, by name: what the command line can name. */
export const recipes: readonly RecipeFactory[] = Object.values(factories)

export * from './index.ts'
