import { brownout } from '../brownout.ts'
import type { Chaos } from '../chaos/chaos.ts'
import { amongProviders, type RecipeFactory } from '../engine/plan/recipe.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { runTask } from '../property/trial/run-task.ts'
import { anthropic } from '../providers/anthropic/index.ts'
import { openai } from '../providers/openai/index.ts'
import { VirtualSession } from '../time/index.ts'
import { asked, model } from './questions.ts'

/** An app that can be shown: it answers a question, and tells what it streams. */
export interface Performer {
  ask(question: string, options: { onText(piece: string): void; onRestart(): void; signal: AbortSignal }): Promise<unknown>
}

/** What the customer sees change, in ms from the question. */
export interface Sight {
  readonly at: number
  /** A piece more of the answer; `undefined` where it begins anew. */
  readonly text: string | undefined
}

/** One question, from its being asked to the end. */
export interface Episode {
  readonly question: string
  /** When it was asked, in ms from the beginning of the day. */
  readonly at: number
  readonly sights: readonly Sight[]
  readonly evidence: Evidence
}

/** A whole day of one app. */
export interface Take {
  readonly name: string
  readonly episodes: readonly Episode[]
}

/** The longest that a question is followed, in ms. */
const limit = 900_000

/** How fast undisturbed answers come: about what hosted models do (modelstats.ai: a first token after 0.6 s). */
const pace = { firstToken: '600ms', perDelta: '30ms' } as const

/** When each question of a day is asked, in ms from its beginning. */
export function timesOf(length: number): readonly number[] {
  return asked.map((_, index) => ((index + 0.5) * length) / asked.length)
}

/**
 * Lets an app answer the questions of one recipe, under virtual time. Faults of a provider that it does not call move to one
 * that it does. Each question is asked at its moment of the recipe, on a clock that starts at 0.
 */
export async function rehearse(name: string, create: () => Performer, recipe: RecipeFactory, seed: string): Promise<Take> {
  const chaos = brownout({ seed, providers: [openai(), anthropic()], answers: model, pace })
  const release = chaos.intercept()
  const session = new VirtualSession({ seed })
  try {
    const performer = create()
    const times = timesOf(recipe().length)
    const here = amongProviders(
      recipe.recipe,
      chaos.providers.map((provider) => provider.name),
    )
    const episodes: Episode[] = []
    for (const [index, question] of asked.entries()) {
      const at = times[index]!
      chaos.reset()
      chaos.play(recipe({ from: at, ...here }))
      episodes.push({ question, at, ...(await perform(performer, question, chaos, session)) })
    }
    return { name, episodes }
  } finally {
    session.stop()
    release()
  }
}

async function perform(
  performer: Performer,
  question: string,
  chaos: Chaos,
  session: VirtualSession,
): Promise<Pick<Episode, 'sights' | 'evidence'>> {
  const sights: Sight[] = []
  const see = (text: string | undefined): void => void sights.push({ at: session.now(), text })
  const outcome = await runTask(
    ({ observe, signal }) =>
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
      }),
    { session, seed: chaos.seed, limit, isOpen: () => false },
  )
  return { sights, evidence: { journal: chaos.journal, outcome } }
}
