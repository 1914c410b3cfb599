import type { RecipeFactory } from '../src/kit.ts'
import * as factories from './index.ts'

/** Every recipe, by name: as the command line accepts them. */
export const recipes: readonly RecipeFactory[] = Object.values(factories)

export * from './index.ts'
