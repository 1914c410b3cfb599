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

/** The environment of an app. */
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
  /** Default: the stage's seed */
  readonly seed?: string
  /** The names of the providers that the recipe is moved to, the primary first. Default: all of the stage's providers */
  readonly among?: readonly string[]
  /** Which injected faults never fire. They keep their places, so the others draw the same values. Default: none */
  readonly without?: (place: number) => boolean
}

/** The speed of fault-free answers, similar to hosted models (modelstats.ai: first token after 0.6 s). */
const pace = { firstToken: '600ms', perDelta: '30ms' } as const

/** Providers and a clock for tasks that run one after another, each on a clock from 0. Only one stage can be open at a time. */
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
   * Runs a task. Faults of a provider that the app does not call move to one that it calls.
   * @param setting when it begins. Without a setting, no fault is injected
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

/** An injected fault that never fires. */
function silenced({ fault, parameters, trigger, condition }: Injection): Injection {
  return new Injection(fault, parameters, { ...trigger, chance: { ...trigger.chance, rate: 0 } }, condition)
}
