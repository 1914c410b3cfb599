import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import { Injection } from '../engine/plan/injection.ts'
import type { Run } from '../engine/run/run.ts'
import type { AppRuns } from './trial/app-runs.ts'
import type { Task } from './trial/run-task.ts'
import type { Outcome } from './verdict/outcome.ts'

/** The result of one run of a task. Times are ms on the clock. */
export interface TaskRun extends Outcome {
  /** The resolved value. `undefined` if it did not resolve. */
  readonly value: unknown
  /** The rejection, or a `StuckError` if it never settled. `undefined` if it resolved. */
  readonly error: unknown
  /** The calls that started in the run. Concurrent tasks each have the calls from their own asynchronous context. */
  readonly calls: readonly JournalCall[]
}

/** Options for one run of a {@link scenario}. */
export interface ScenarioRunOptions {
  /** Faults for the calls of this run only. `chaos.inject` injects faults for all runs from now on. Default: none */
  readonly inject?: readonly Injection[]
  /** When the user aborts the task, or the first of several, after its start. The task must use its `signal`. Default: never */
  readonly abortAfter?: Duration
}

/** Tools for a scenario. */
export interface ScenarioTools {
  /** Runs the task until it settles, and one more second. Resolves even if the task rejects. */
  run(options?: ScenarioRunOptions): Promise<TaskRun>
  /** Runs several concurrent copies of the task until all have settled. */
  runConcurrently(count: number, options?: ScenarioRunOptions): Promise<TaskRun[]>
  /** Lets time pass. The app's timers run meanwhile. */
  wait(time: Duration): Promise<void>
}

const optionNames: readonly (keyof ScenarioRunOptions)[] = ['inject', 'abortAfter']

/** The runs of one scenario, in sequence. */
export class ScenarioRuns {
  readonly #chaos: Chaos
  readonly #runs: AppRuns
  readonly #task: Task
  readonly #run: Run
  /** The current action, as text. */
  #open: string | undefined
  #count = 0
  #isOver = false

  constructor(chaos: Chaos, runs: AppRuns, task: Task) {
    this.#chaos = chaos
    this.#runs = runs
    this.#task = task
    this.#run = coreOf(chaos).run
  }

  /** Runs the scenario, and checks that it ran the app. */
  async play<Result>(play: (tools: ScenarioTools) => Result | Promise<Result>): Promise<Result> {
    const before = this.#run.journal.calls.length
    try {
      const result = await play(this.#tools)
      this.#checkEnd(this.#run.journal.calls.length > before)
      return result
    } finally {
      this.#isOver = true
    }
  }

  get #tools(): ScenarioTools {
    return {
      run: async (options) => (await this.#next('run()', 1, options))[0]!,
      runConcurrently: (count, options) => this.#next('runConcurrently()', count, options),
      wait: (time) => this.#exclusively('wait()', () => this.#runs.wait(milliseconds(time))),
    }
  }

  async #next(name: string, copies: number, options: ScenarioRunOptions = {}): Promise<TaskRun[]> {
    return this.#exclusively(name, async () => {
      if (!Number.isInteger(copies) || copies < 1)
        throw new BrownoutError(`runConcurrently() cannot run the task ${String(copies)} times: expected an integer of at least 1.`)
      const { inject, abortAfter } = readOptions(name, options)
      const number = ++this.#count
      const core = coreOf(this.#chaos)
      core.check(inject)
      core.inject(inject.map((injection) => injection.inRun(number)))
      const { outcomes, calls, callsOf } = await this.#runs.next(this.#task, { after: 0, copies, abortAfter })
      return outcomes.map((outcome, copy) => taskRun(outcome, copies === 1 ? calls : callsOf(copy)))
    })
  }

  /** Allows one action at a time during the scenario. */
  async #exclusively<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    if (this.#isOver) throw new BrownoutError(`${name} was called after the end of the scenario: await every run within it.`)
    if (this.#open !== undefined)
      throw new BrownoutError(
        `${name} was called while ${this.#open} was in progress: await one before the next. To run the task several times at the same time, use runConcurrently(2).`,
      )
    this.#checkRun()
    this.#open = name
    try {
      return await work()
    } finally {
      this.#open = undefined
    }
  }

  #checkRun(): void {
    if (coreOf(this.#chaos).run === this.#run) return
    throw new BrownoutError(
      'The scenario cannot continue: chaos.reset() or survives() began a new journal within it. Inject a fault into single runs to end it after each: run({ inject: [overloaded()] }).',
    )
  }

  #checkEnd(hasCalled: boolean): void {
    if (this.#open !== undefined)
      throw new BrownoutError(`The scenario ended while ${this.#open} was still in progress: await every run within it.`)
    if (this.#count === 0) throw new BrownoutError('The scenario ended without a run: expected await run() in it.')
    this.#checkRun()
    if (hasCalled) return
    throw new BrownoutError(
      `The scenario ran the task ${this.#count === 1 ? 'once' : `${this.#count} times`}, and it never called an emulated provider. Check that chaos.intercept() or the chaos fixture is in use, and that the task calls a provider that the chaos has.`,
    )
  }
}

function taskRun(outcome: Outcome, calls: readonly JournalCall[]): TaskRun {
  const { settlement } = outcome
  const isResolved = settlement.type === 'value'
  return { ...outcome, value: isResolved ? settlement.value : undefined, error: isResolved ? undefined : settlement.error, calls }
}

function readOptions(
  name: string,
  options: ScenarioRunOptions,
): { readonly inject: readonly Injection[]; readonly abortAfter: number | undefined } {
  checkNames(`${name} cannot read its options: it`, options, optionNames)
  const { inject = [], abortAfter } = options
  const wrong: unknown = Array.isArray(inject) ? inject.find((each) => !(each instanceof Injection)) : inject
  if (wrong !== undefined)
    throw new BrownoutError(
      `${name} cannot inject ${typeof wrong === 'function' ? 'a function' : String(wrong)}: expected a list of faults, such as { inject: [overloaded()] }.`,
    )
  return { inject, abortAfter: abortAfter === undefined ? undefined : milliseconds(abortAfter) }
}
