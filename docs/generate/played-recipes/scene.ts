import type { AnswerSource } from '../../../src/engine/model/answer.ts'
import type { Provider } from '../../../src/engine/model/provider.ts'
import type { Recipe } from '../../../src/engine/plan/recipe.ts'
import type { Property, Task } from '../../../src/property/index.ts'

/** A new app of a scene. Returns its task with an index: tasks differ, as users do. */
export type App = (recipe: Recipe) => (index: number) => Task

/** An app of `examples/` in two versions, what its users do, and what it must keep. */
export interface Scene {
  readonly name: string
  /** Where the two versions are, from the project's root. */
  readonly folders: readonly string[]
  /** What the app does, in a few words. */
  readonly what: string
  /** What the hardened version does and the naive one does not, as a clause: `it quotes the document`. */
  readonly behavior: string
  providers(): readonly Provider[]
  answers(recipe: Recipe): AnswerSource
  readonly naive: App
  readonly hardened: App
  readonly properties: readonly Property[]
  /** How many tasks a day has. */
  readonly tasks: number
  /** The longest that a task is followed, in ms. */
  readonly limit: number
}
