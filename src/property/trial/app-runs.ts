import { BrownoutError } from '../../engine/base/errors.ts'
import { installedClock, realClock } from '../../engine/model/clock.ts'
import type { Journal, JournalCall } from '../../engine/model/journal.ts'
import type { ScriptRun } from '../../engine/plan/script.ts'
import type { Run } from '../../engine/run/run.ts'
import type { VirtualSession } from '../../time/index.ts'
import { realSleep } from '../../time/real-time.ts'
import { isListening } from '../verdict/calls.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { CallOwnership } from './call-ownership.ts'
import { Crash } from './crash.ts'
import { pass, runCopies, type Task } from './run-task.ts'
import { withToolEffects } from './tool-effects.ts'

/** The results of one run for all copies of a task. Times are in ms on the clock. */
export interface FinishedRun {
  /** One for each copy. */
  readonly outcomes: readonly Outcome[]
  /** The calls that started in it. */
  readonly calls: readonly JournalCall[]
  readonly startedAt: number
  /** When it was over: all copies had settled, and a second had passed. */
  readonly endedAt: number
  /** The calls of one copy, from 0, as far as its asynchronous context shows them. */
  callsOf(copy: number): readonly JournalCall[]
}

/** Runs tasks in sequence on one clock, with one journal. */
export class AppRuns {
  readonly #run: Run
  readonly #session: VirtualSession | undefined
  readonly #limit: number
  readonly #die: () => void
  #ownership = new CallOwnership()
  #crash: Crash | undefined
  #number = 0

  /**
   * @param session virtual time, if it is active
   * @param limit the time limit of one run, in ms
   * @param die ends the app's process when it crashes
   */
  constructor(run: Run, session: VirtualSession | undefined, limit: number, die: () => void = () => {}) {
    this.#run = run
    this.#session = session
    this.#limit = limit
    this.#die = die
    run.journal.hear((call) => {
      this.#ownership.note(call)
      this.#crash?.sent(call)
    })
    run.journal.hearEnds((call) => this.#crash?.ended(call))
  }

  /** Lets time pass. */
  async wait(ms: number): Promise<void> {
    if (this.#session === undefined) return realSleep(ms)
    this.#session.extendTo(this.#session.clock.now() + ms)
    await pass(ms, this.#session.clock, this.#session)
  }

  /**
   * Runs copies of a task until all have settled.
   * @throws BrownoutError if a fault threw, or the app called an endpoint that is not emulated
   */
  async next(task: Task, { after, copies, abortAfter, crashAt }: ScriptRun): Promise<FinishedRun> {
    const { journal } = this.#run
    const clock = installedClock() ?? realClock()
    if (after > 0) await this.wait(after)
    this.#run.beginScriptRun(++this.#number)
    const ownership = (this.#ownership = new CallOwnership())
    const crash = (this.#crash = crashAt === undefined ? undefined : new Crash(crashAt, clock, this.#die))
    const from = journal.calls.length
    const startedAt = clock.now()
    const isOpen = (): boolean => journal.calls.some((call) => call.endedAt === undefined && !isListening(call))
    const outcomes = await runCopies(task, copies, { session: this.#session, abortAfter, limit: this.#limit, isOpen, ownership, crash })
    checkJournal(journal, outcomes)
    const calls = journal.calls.slice(from)
    const callsOf = (copy: number): readonly JournalCall[] => calls.filter((call) => ownership.ownerOf(call)?.copy === copy)
    return {
      outcomes: outcomes.map((outcome, copy) => withToolEffects(outcome, copies === 1 ? calls : callsOf(copy), ownership)),
      calls,
      startedAt,
      endedAt: clock.now(),
      callsOf,
    }
  }
}

function checkJournal({ bugs: [bug], unhandled: [unhandled] }: Journal, outcomes: readonly Outcome[]): void {
  if (bug !== undefined && outcomes.every(({ settlement }) => settlement.type !== 'stuck')) throw bug
  if (unhandled !== undefined) throw new BrownoutError(unhandled.message)
}
