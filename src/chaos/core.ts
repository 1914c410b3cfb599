import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import { noteUsed } from '../engine/plan/dropped-triggers.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { Script } from '../engine/plan/script.ts'
import { Run } from '../engine/run/run.ts'
import type { RunOptions } from '../engine/run/run-options.ts'
import { Gateway } from '../gateway/gateway.ts'
import { routerOf } from '../gateway/router.ts'
import type { Chaos } from './chaos.ts'
import type { Harness } from './harness.ts'
import { checkInjection } from './checks.ts'
import { TaskScope } from './task-scope.ts'

/** The common settings of a search's runs: the journal keeps every call, since properties judge them, and loops end. */
const ofTrial = { keep: undefined, slowAfter: 1_000 } as const

/** The settings of one trial of a search. */
export interface Trial {
  readonly seed: string
  /** The plan. A replayed incident file replaces it. */
  readonly plan: readonly Injection[]
  /** Injections that are active in addition to the plan, even in a replay. */
  readonly beside: readonly Injection[]
  /** How the task runs, for the incident file. Default: once */
  readonly script?: Script | undefined
  /** Whether to leave the replayed injections inactive, to see how the app behaves without them. Default: false */
  readonly isBaseline?: boolean
}

/**
 * The internals of a `chaos` object: the current run, its gateway, and the harness. For the modules around the engine (`survives`, `serve`,
 * the vitest fixture), which get it from {@link coreOf}; users do not see it.
 */
export class ChaosCore {
  readonly gateway: Gateway
  readonly harness: Harness
  readonly providers: readonly Provider[]
  readonly #settings: RunOptions
  readonly #tasks = new TaskScope()
  #run: Run
  #waysIn = 0
  #searches = 0
  #isOver = false
  #isBaseline = false
  #replayed: Run | undefined
  readonly #hearRun = new Set<(run: Run) => void>()

  constructor(providers: readonly Provider[], options: RunOptions, harness: Harness) {
    this.providers = providers
    this.#settings = options
    this.#run = new Run(options)
    this.harness = harness
    this.gateway = new Gateway(routerOf(providers), () => this.#run, {
      isMine: () => harness.isMine(),
      isAbandoned: () => this.#tasks.isAbandonedIn(this.#run),
    })
  }

  /** The current run: since the last reset, or the current trial. */
  get run(): Run {
    return this.#run
  }

  /** The run whose replay is reported: the last replaying one in which anything was called. */
  get replayedRun(): Run {
    return this.#isReplayed ? this.#run : (this.#replayed ?? this.#run)
  }

  /** Whether an incident file is replayed: then its injections are active, and those of plans are not. */
  get isReplaying(): boolean {
    return this.#settings.replay !== undefined
  }

  /** The script of the replayed incident file. */
  get replayedScript(): Script | undefined {
    return this.#settings.replay?.script
  }

  /** Whether requests to the providers reach this object over `intercept` or `serve`. MSW handlers do not count. */
  get isReached(): boolean {
    return this.#waysIn > 0
  }

  /** Records that requests reach this object, until the returned function is called. */
  openWay(): () => void {
    let isOpen = true
    this.#waysIn++
    return () => {
      if (isOpen) this.#waysIn--
      isOpen = false
    }
  }

  /** Whether a search is running. */
  get isSearching(): boolean {
    return this.#searches > 0
  }

  /** Records that a search is running, until the returned function is called. */
  beginSearch(): () => void {
    this.#searches++
    return () => void this.#searches--
  }

  /** Runs a task in the current run, so that its calls are rejected once it is aborted and another run continues. */
  runTask(task: () => unknown): Promise<unknown> {
    return this.#tasks.within(this.#run, task)
  }

  /** Ends the test. A search that is still running ends with an error. */
  end(): void {
    this.#isOver = true
  }

  /**
   * Checks injections that a user gave.
   * @throws BrownoutError if one is not an injection, or can never match a call here
   */
  check(given: readonly unknown[]): void {
    noteUsed(given)
    for (const injection of given) checkInjection(injection, this.providers)
  }

  /** Adds injections, after the active ones, unless an incident file is replayed. */
  inject(injections: readonly Injection[]): void {
    if (!this.isReplaying) this.#run.armed.add(injections)
  }

  /** Returns another core with the same providers and settings, in a fresh run. */
  another(): ChaosCore {
    return new ChaosCore(this.providers, this.#settings, this.harness)
  }

  /** Calls a listener with the current run and with each one that {@link begin} starts, until the returned function is called. */
  hearRuns(listener: (run: Run) => void): () => void {
    this.#hearRun.add(listener)
    listener(this.#run)
    return () => void this.#hearRun.delete(listener)
  }

  /**
   * Starts a fresh run. An incident file is replayed with its own seed.
   * @param answers the source of answers. Default: the one of the options
   */
  begin(seed: string, script?: Script, answers: AnswerSource = this.#settings.answers): Run {
    return this.#begin({ ...this.#settings, answers, script, seed })
  }

  #begin(options: RunOptions): Run {
    this.#noteReplayed()
    this.#run.end()
    this.#isBaseline = false
    this.#run = new Run({ ...options, seed: this.isReplaying ? this.#settings.seed : options.seed })
    for (const hear of this.#hearRun) hear(this.#run)
    return this.#run
  }

  /** Starts a run of the script, from 1. A fresh run or trial starts with the first. */
  beginScriptRun(number: number): void {
    this.#run.beginScriptRun(number)
  }

  /**
   * Starts the fresh run of one trial.
   * @throws BrownoutError if the test is over
   */
  beginTrial({ seed, plan, beside, script, isBaseline = false }: Trial): Run {
    if (this.#isOver) throw new BrownoutError('The search continues after the end of its test. Await it: await survives(chaos, ...).')
    const run = isBaseline ? this.#beginBaseline(seed) : this.#begin({ ...this.#settings, script, seed, ...ofTrial })
    if (isBaseline) run.armed.add(plan)
    else this.inject(plan)
    run.armed.add(beside)
    return run
  }

  /** Keeps the replayed run for its report, since a search starts a fresh run after each trial. */
  #noteReplayed(): void {
    if (this.#isReplayed) this.#replayed = this.#run
  }

  /** Whether anything was called in the current run during a replay. */
  get #isReplayed(): boolean {
    return this.isReplaying && !this.#isBaseline && this.#run.journal.calls.length > 0
  }

  #beginBaseline(seed: string): Run {
    this.#noteReplayed()
    this.#run.end()
    this.#isBaseline = true
    const { replay: _replay, ...settings } = this.#settings
    this.#run = new Run({ ...settings, seed, ...ofTrial })
    return this.#run
  }
}

/** The key of a `chaos` object's core. A symbol, so that it is not found by accident. */
export const core: unique symbol = Symbol('brownout.core')

/** A `chaos` object with its core. */
export interface ChaosWithCore extends Chaos {
  readonly [core]: ChaosCore
}

/**
 * Returns the core of a `chaos` object.
 * @throws BrownoutError if it was not made by brownout()
 */
export function coreOf(chaos: Chaos): ChaosCore {
  const found = (chaos as Partial<ChaosWithCore> | undefined)?.[core]
  if (found === undefined) throw new BrownoutError(`Expected a chaos that brownout() made, but got ${valueInWords(chaos)}.`)
  return found
}
