import { nextInSequence } from '../../engine/base/sequence.ts'
import type { Clock } from '../../engine/model/clock.ts'
import type { Observe } from '../verdict/observe.ts'
import type { Effect, EffectDetails, Observation, Outcome, Settlement, Shown, TaskMark } from '../verdict/outcome.ts'
import { CallOwnership } from './call-ownership.ts'
import type { Crash } from './crash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'

/** A task that has started, and can have ended. */
interface OpenTask extends TaskMark {
  readonly startedAt: number
  readonly made: readonly JournalCall[]
  settledAt?: number
  settlement?: Settlement
}

function causeOf({ key, group, name, arguments: given }: EffectDetails = {}): Pick<Effect, 'key' | 'group' | 'tool'> {
  return {
    ...(key === undefined ? {} : { key }),
    ...(group === undefined ? {} : { group }),
    ...(name === undefined ? {} : { tool: { name, arguments: given } }),
  }
}

/** Collects the reports of one copy of a task while it runs. */
export class Observed {
  readonly #clock: Clock
  readonly #ownership: CallOwnership
  readonly #copy: number
  readonly #crash: Crash | undefined
  readonly #streamed: Shown[] = []
  readonly #effects: Effect[] = []
  readonly #alerts: Observation[] = []
  readonly #tasks: OpenTask[] = []
  readonly observe: Observe

  /**
   * @param ownership shared by all concurrent copies of the task
   * @param copy which of these copies, from 0
   * @param crash the point at which its process crashes, if it does
   */
  constructor(clock: Clock, ownership = new CallOwnership(), copy = 0, crash?: Crash) {
    this.#clock = clock
    this.#ownership = ownership
    this.#copy = copy
    this.#crash = crash
    this.observe = this.#observeFor(undefined)
  }

  /** Runs the copy, so that its calls are assigned to it. */
  run<Value>(action: () => Value): Value {
    return this.#ownership.run({ copy: this.#copy, task: undefined }, action)
  }

  /** All reports. A task that has not ended by then is stuck. */
  all(settledAt: number, settlement: Settlement): Pick<Outcome, 'streamed' | 'effects' | 'alerts' | 'tasks'> {
    const error = settlement.type === 'stuck' ? settlement.error : new Error('The run was over before the task was.')
    const tasks = this.#tasks.map((task) => ({ settledAt, settlement: { type: 'stuck', error } as const, ...task }))
    return { streamed: this.#streamed, effects: this.#effects, alerts: this.#alerts, tasks }
  }

  #observeFor(task: number | undefined): Observe {
    const moment = (text: string): Observation => {
      this.#crash?.check()
      return { at: this.#clock.now(), sequence: nextInSequence(), text, ...(task === undefined ? this.#inferred() : { task }) }
    }
    const addEffect = (text: string, details?: EffectDetails): void => void this.#effects.push({ ...moment(text), ...causeOf(details) })
    return {
      streamed: (text) => void this.#streamed.push(moment(text)),
      retracted: () => void this.#streamed.push({ ...moment(''), retracts: true }),
      effect: (text, details) =>
        this.#crash === undefined ? addEffect(text, details) : this.#crash.effect(() => addEffect(text, details)),
      alert: (text) => void this.#alerts.push(moment(text)),
      task: (mark, run) => this.#runTask(mark, run),
    }
  }

  /** The task whose asynchronous context contains the report. */
  #inferred(): Pick<Observation, 'task' | 'isInferred'> {
    const { copy, task } = this.#ownership.current ?? {}
    return copy !== this.#copy || task === undefined ? {} : { task, isInferred: true }
  }

  async #runTask<Value>(mark: string | TaskMark, run: (observe: Observe) => Promise<Value> | Value): Promise<Value> {
    this.#crash?.check()
    const copy = this.#copy
    return this.#ownership.run({ copy, task: this.#tasks.length }, async ({ calls: made }) => {
      const task: OpenTask = { ...(typeof mark === 'string' ? { name: mark } : mark), startedAt: this.#clock.now(), made }
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
    })
  }
}
