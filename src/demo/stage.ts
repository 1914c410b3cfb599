import { brownout } from '../brownout.ts'
import type { Chaos } from '../chaos/chaos.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import { Injection } from '../engine/plan/injection.ts'
import { amongProviders, type RecipeFactory } from '../engine/plan/recipe.ts'
import { CallOwnership } from '../property/trial/call-ownership.ts'
import { withToolEffects } from '../property/trial/tool-effects.ts'
import { runTask, type Task } from '../property/trial/run-task.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { VirtualSession } from '../time/index.ts'

/** What an app is played against. */
export interface StageSetting {
  readonly seed: string
  /** The providers that the app calls, its primary first. */
  readonly providers: readonly Provider[]
  readonly answers: AnswerSource
  /** The longest that a task is followed, in ms. */
  readonly limit: number
}

/** The part of a recipe in which a task begins. */
export interface Setting {
  readonly recipe: RecipeFactory
  /** When the task begins, in ms of the recipe. */
  readonly at: number
  /** Default: that of the stage */
  readonly seed?: string
  /** The names of the providers that the recipe is moved to, the primary first. Default: all of the stage */
  readonly among?: readonly string[]
  /** Which of the injections of the play never fire. They keep their places, so that what others draw stays the same. Default: none */
  readonly without?: (place: number) => boolean
}

/** How fast fault-free answers come: about what hosted models do (modelstats.ai: a first token after 0.6 s). */
const pace = { firstToken: '600ms', perDelta: '30ms' } as const

/** Providers and a clock for tasks that are played one after another, each from a clock at 0. One stage at a time can be open. */
export class Stage {
  readonly #setting: StageSetting
  readonly #chaos: Chaos
  readonly #session: VirtualSession
  readonly #release: () => void

  constructor(setting: StageSetting) {
    const { seed, providers, answers } = setting
    this.#setting = setting
    this.#chaos = brownout({ seed, providers, answers, pace })
    this.#release = this.#chaos.intercept()
    this.#session = new VirtualSession({ seed })
  }

  /**
   * Plays a task. Faults of a provider that the app does not call move to one that it does.
   * @param setting when it begins; without one, nothing is disturbed
   * @param taskOf makes the task. `now` is the time since it began, in ms
   */
  async play(setting: Setting | undefined, taskOf: (now: () => number) => Task): Promise<Evidence> {
    const seed = setting?.seed ?? this.#setting.seed
    this.#chaos.reset(seed)
    if (setting !== undefined) this.#disturb(setting)
    const task = taskOf(() => this.#session.now())
    const outcome = await runTask(task, { session: this.#session, seed, limit: this.#setting.limit, isOpen: () => false })
    const { journal } = this.#chaos
    return { journal, outcome: withToolEffects(outcome, journal.calls, new CallOwnership()) }
  }

  #disturb({ recipe, at, among = this.#chaos.providers.map(({ name }) => name), without = () => false }: Setting): void {
    const play = recipe({ from: at, ...amongProviders(recipe.recipe, among) })
    const injections = play.injections.map((injection, place) => (without(place) ? silenced(injection) : injection))
    this.#chaos.play({ ...play, injections })
  }

  close(): void {
    this.#session.stop()
    this.#release()
  }
}

/** An injection that never fires. */
function silenced({ fault, parameters, trigger, condition }: Injection): Injection {
  return new Injection(fault, parameters, { ...trigger, chance: { ...trigger.chance, rate: 0 } }, condition)
}
