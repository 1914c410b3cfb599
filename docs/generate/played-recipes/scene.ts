import type { AnswerSource } from '../../../src/engine/model/answer.ts'
import type { Provider } from '../../../src/engine/model/provider.ts'
import type { Recipe } from '../../../src/engine/plan/recipe.ts'
import type { Property, Task } from '../../../src/property/index.ts'

/** Creates a scene's app. Returns its task for an index: tasks differ, like users. */
export type App = (recipe: Recipe) => (index: number) => Task

/** An app of `examples/` in two versions, what its users do, and the properties it must have. */
export interface Scene {
  readonly name: string
  /** The folder of the two versions, from the project's root. */
  readonly folders: readonly string[]
  /** What the app does, in a few words. */
  readonly what: string
  /** What only the hardened version does, as a clause: `it quotes the document`. */
  readonly behavior: string
  providers(): readonly Provider[]
  answers(recipe: Recipe): AnswerSource
  readonly naive: App
  readonly hardened: App
  readonly properties: readonly Property[]
  /** Whether the hardened version avoids the faults: they have nothing to fire on in its calls. Default: false */
  readonly isHardenedSpared?: boolean
  /** How many tasks a day has. */
  readonly tasks: number
  /** The longest that a task is followed, in ms. */
  readonly limit: number
}
