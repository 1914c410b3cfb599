import type { RecipeFactory } from '../engine/plan/recipe.ts'
import type { Task } from '../property/trial/run-task.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { anthropic } from '../providers/anthropic/index.ts'
import { openai } from '../providers/openai/index.ts'
import { playDay, spread } from './day.ts'
import { asked, model } from './questions.ts'

/** An app for the demo: it answers a question and reports its streamed text. */
export interface Performer {
  ask(question: string, options: { onText(piece: string): void; onRestart(): void; signal: AbortSignal }): Promise<unknown>
}

/** A change that the customer sees, in ms from the question. */
export interface Sight {
  readonly at: number
  /** The next delta. `undefined` if the answer starts again. */
  readonly text: string | undefined
}

/** One question, from start to end. */
export interface Episode {
  readonly question: string
  /** The time of the question, in ms from the start of the day. */
  readonly at: number
  readonly sights: readonly Sight[]
  readonly evidence: Evidence
}

/** A complete day of one app. */
export interface Take {
  readonly name: string
  readonly episodes: readonly Episode[]
}

/** The longest that a question is followed, in ms. */
export const limit = 900_000

/** The providers that the apps of the demo call. */
export const providersOfDemo = (): [ReturnType<typeof openai>, ReturnType<typeof anthropic>] => [openai(), anthropic()]

/** Runs the demo's questions for an app on a recipe's day. */
export async function rehearse(name: string, create: () => Performer, recipe: RecipeFactory, seed: string): Promise<Take> {
  const performer = create()
  const sights = asked.map((): Sight[] => [])
  const times = spread(asked.length, recipe().length)
  const moments = await playDay({ recipe, seed, providers: providersOfDemo(), answers: model, times, limit }, (index, now) =>
    performing(performer, asked[index]!, (text) => void sights[index]!.push({ at: now(), text })),
  )
  return { name, episodes: moments.map((moment, index) => ({ question: asked[index]!, sights: sights[index]!, ...moment })) }
}

/** One question as a task. */
export function performing(performer: Performer, question: string, see: (text: string | undefined) => void = () => {}): Task {
  return ({ observe, signal }) =>
    performer.ask(question, {
      signal,
      onText(piece) {
        observe.streamed(piece)
        see(piece)
      },
      onRestart() {
        observe.retracted()
        see(undefined)
      },
    })
}
