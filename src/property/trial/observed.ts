import { nextInSequence } from '../../engine/base/sequence.ts'
import type { Clock } from '../../engine/model/clock.ts'
import type { Observe } from '../verdict/observe.ts'
import type { Effect, EffectDetails, Observation, Outcome, Settlement, Shown, TaskMark } from '../verdict/outcome.ts'

/** A task that has begun, and may have ended. */
interface OpenTask extends TaskMark {
  readonly startedAt: number
  settledAt?: number
  settlement?: Settlement
}

function causeOf({ key, name, arguments: given }: EffectDetails = {}): Pick<Effect, 'key' | 'tool'> {
  return { ...(key === undefined ? {} : { key }), ...(name === undefined ? {} : { tool: { name, arguments: given } }) }
}

/** Collects what an app reports of itself while it runs. */
export class Observed {
  readonly #clock: Clock
  readonly #streamed: Shown[] = []
  readonly #effects: Effect[] = []
  readonly #alerts: Observation[] = []
  readonly #tasks: OpenTask[] = []
  readonly observe: Observe

  constructor(clock: Clock) {
    this.#clock = clock
    this.observe = this.#observeFor(undefined)
  }

  /** Everything that was reported. A task that has not ended by then is stuck. */
  all(settledAt: number, settlement: Settlement): Pick<Outcome, 'streamed' | 'effects' | 'alerts' | 'tasks'> {
    const error = settlement.type === 'stuck' ? settlement.error : new Error('The run was over before the task was.')
    const tasks = this.#tasks.map((task) => ({ settledAt, settlement: { type: 'stuck', error } as const, ...task }))
    return { streamed: this.#streamed, effects: this.#effects, alerts: this.#alerts, tasks }
  }

  #observeFor(task: number | undefined): Observe {
    const moment = (text: string): Observation => ({
      at: this.#clock.now(),
      sequence: nextInSequence(),
      text,
      ...(task === undefined ? {} : { task }),
    })
    return {
      streamed: (text) => void this.#streamed.push(moment(text)),
      retracted: () => void this.#streamed.push({ ...moment(''), retracts: true }),
      effect: (text, details) => void this.#effects.push({ ...moment(text), ...causeOf(details) }),
      alert: (text) => void this.#alerts.push(moment(text)),
      task: (mark, run) => this.#runTask(mark, run),
    }
  }

  async #runTask<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value> {
    const task: OpenTask = { ...(typeof mark === 'string' ? { name: mark } : mark), startedAt: this.#clock.now() }
    const place = this.#tasks.push(task) - 1
    try {
      const value = await run(this.#observeFor(place))
      task.settlement = { type: 'value', value }
      return value
    } catch (error) {
      task.settlement = { type: 'error', error }
      throw error
    } finally {
      task.settledAt = this.#clock.now()
    }
  }
}
