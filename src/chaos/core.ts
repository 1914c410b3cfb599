import { BrownoutError } from '../engine/base/errors.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import { noteUsed } from '../engine/plan/dropped-triggers.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { Script } from '../engine/plan/script.ts'
import { Run, type RunOptions } from '../engine/run/run.ts'
import { Gateway } from '../gateway/gateway.ts'
import { routerOf } from '../gateway/router.ts'
import type { Chaos } from './chaos.ts'
import type { Harness } from './harness.ts'
import { checkInjection } from './checks.ts'
import { TaskScope } from './task-scope.ts'

/** What a trial of a search is made of. */
export interface Trial {
  readonly seed: string
  /** The plan. An incident that is replayed takes its place. */
  readonly plan: readonly Injection[]
  /** What is active next to the plan, whatever is replayed. */
  readonly beside: readonly Injection[]
  /** How the task is run, for the incident. Default: once */
  readonly script?: Script | undefined
  /** Whether nothing that is replayed is active: the run shows what the app does without it. Default: false */
  readonly isBaseline?: boolean
}

/**
 * What a chaos is the face of: the current run, the gateway that answers in it, and the harness around it. For the rooms
 * around the core (`survives`, `serve`, the vitest fixture), which get it with {@link coreOf}; users do not see it.
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
  #hearRun: (run: Run) => void = () => {}

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

  /** The current run: all that has happened since the last reset, or in the trial. */
  get run(): Run {
    return this.#run
  }

  /** The run that states how an incident was replayed: the last one of those that replay it in which anything was called. */
  get replayedRun(): Run {
    return this.#isReplayed ? this.#run : (this.#replayed ?? this.#run)
  }

  /** Whether an incident is replayed: then its injections are active, and those of plans are not. */
  get isReplaying(): boolean {
    return this.#settings.replay !== undefined
  }

  /** The script of the incident that is replayed. */
  get replayedScript(): Script | undefined {
    return this.#settings.replay?.script
  }

  /** Whether requests to the providers reach this chaos by `intercept` or `serve`. MSW's handlers are not counted. */
  get isReached(): boolean {
    return this.#waysIn > 0
  }

  /** Notes that requests reach this chaos, until the returned function is called. */
  openWay(): () => void {
    let isOpen = true
    this.#waysIn++
    return () => {
      if (isOpen) this.#waysIn--
      isOpen = false
    }
  }

  /** Whether a search has begun and not ended. */
  get isSearching(): boolean {
    return this.#searches > 0
  }

  /** Notes that a search has begun, until the returned function is called. */
  beginSearch(): () => void {
    this.#searches++
    return () => void this.#searches--
  }

  /** Runs a task in the current run, so that its calls are refused once it was aborted and another run continues. */
  runTask(task: () => unknown): Promise<unknown> {
    return this.#tasks.within(this.#run, task)
  }

  /** The test is over. A search that still continues ends with an error. */
  end(): void {
    this.#isOver = true
  }

  /**
   * Checks injections that a user gave, wherever they are to be active.
   * @throws BrownoutError if one is not an injection, or could never match a call here
   */
  check(given: readonly unknown[]): void {
    noteUsed(given)
    for (const injection of given) checkInjection(injection, this.providers)
  }

  /** Adds injections, after those that are, unless an incident is replayed. */
  inject(injections: readonly Injection[]): void {
    if (!this.isReplaying) this.#run.arm(injections)
  }

  /** Another core with the same providers and settings, in which nothing has happened. */
  another(): ChaosCore {
    return new ChaosCore(this.providers, this.#settings, this.harness)
  }

  /** Calls a listener with the current run, and with each that {@link begin} begins. */
  hearRuns(listener: (run: Run) => void): void {
    this.#hearRun = listener
    listener(this.#run)
  }

  /**
   * Begins a fresh run, in which nothing has happened. An incident is replayed with its own seed.
   * @param answers what its models answer. Default: what the chaos was made with
   */
  begin(seed: string, script?: Script, answers: AnswerSource = this.#settings.answers): Run {
    this.#noteReplayed()
    this.#isBaseline = false
    this.#run = new Run({ ...this.#settings, answers, script, seed: this.isReplaying ? this.#settings.seed : seed })
    this.#hearRun(this.#run)
    return this.#run
  }

  /** From now on, calls begin in this run of the script, from 1. A fresh run or trial is in the first. */
  beginScriptRun(number: number): void {
    this.#run.beginScriptRun(number)
  }

  /**
   * Begins the fresh run of one trial.
   * @throws BrownoutError if the test is over
   */
  beginTrial({ seed, plan, beside, script, isBaseline = false }: Trial): Run {
    if (this.#isOver) throw new BrownoutError('The search continues after the end of its test. Await it: await survives(chaos, ...).')
    const run = isBaseline ? this.#beginBaseline(seed) : this.begin(seed, script)
    if (isBaseline) run.arm(plan)
    else this.inject(plan)
    run.arm(beside)
    return run
  }

  /** A search begins a fresh run after each trial, and that would know nothing of the replay. */
  #noteReplayed(): void {
    if (this.#isReplayed) this.#replayed = this.#run
  }

  /** Whether anything was called in the current run while an incident was replayed in it. */
  get #isReplayed(): boolean {
    return this.isReplaying && !this.#isBaseline && this.#run.journal.calls.length > 0
  }

  #beginBaseline(seed: string): Run {
    this.#noteReplayed()
    this.#isBaseline = true
    const { replay: _replay, ...settings } = this.#settings
    this.#run = new Run({ ...settings, seed })
    return this.#run
  }
}

/** Where a chaos has its core. A symbol, so that nobody comes upon it by accident. */
export const core: unique symbol = Symbol('brownout.core')

/** A chaos as it is made, with what it is the face of. */
export interface ChaosWithCore extends Chaos {
  readonly [core]: ChaosCore
}

/**
 * What a chaos is the face of.
 * @throws BrownoutError if it is not one that brownout() made
 */
export function coreOf(chaos: Chaos): ChaosCore {
  const found = (chaos as Partial<ChaosWithCore> | undefined)?.[core]
  if (found === undefined) throw new BrownoutError('Expected a chaos that brownout() made.')
  return found
}
