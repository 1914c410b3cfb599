import { BrownoutError } from '../../engine/base/errors.ts'
import { nextInSequence } from '../../engine/base/sequence.ts'
import type { Clock } from '../../engine/model/clock.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { Observation } from '../verdict/outcome.ts'
import { crashPointInWords, type CrashPoint } from '../../engine/plan/script.ts'

/** Thrown in a crashed process that cannot be left waiting. The app must not handle it. */
export class CrashedError extends BrownoutError {
  override readonly name = 'CrashedError'

  constructor() {
    super('The process has crashed here, as survives() planned. Nothing that this app still does has an effect.')
  }
}

/** Lets the process of one run crash at one point. */
export class Crash {
  readonly #point: CrashPoint
  readonly #clock: Clock
  readonly #die: () => void
  readonly #happened = Promise.withResolvers<void>()
  readonly #calls: JournalCall[] = []
  #effects = 0
  #moment: Observation | undefined

  /** @param die ends the process: its calls and its timers */
  constructor(point: CrashPoint, clock: Clock, die: () => void) {
    this.#point = point
    this.#clock = clock
    this.#die = die
  }

  /** When it crashed. `undefined` if it did not. */
  get moment(): Observation | undefined {
    return this.#moment
  }

  /** Resolves when it crashes. */
  get happened(): Promise<void> {
    return this.#happened.promise
  }

  /** A call has been sent. */
  sent(call: JournalCall): void {
    this.#calls.push(call)
    this.#reach(this.#isCall('sent', this.#calls.length))
  }

  /** A call has ended. Only answers count: the app does not wait for a call that it aborted. */
  ended(call: JournalCall): void {
    if (call.ending === 'aborted' || call.ending === 'hung') return
    this.#reach(this.#isCall('answered', this.#calls.indexOf(call) + 1))
  }

  /**
   * An effect happens.
   * @throws CrashedError if the process crashes right before or after it: nothing else can stop running code
   */
  effect(happen: () => void): void {
    this.check()
    this.#effects++
    this.#reach(this.#isEffect('before'))
    this.check()
    happen()
    this.#reach(this.#isEffect('after'))
    this.check()
  }

  /** The task has settled. A process that did not reach its crash point ends here. */
  settled(): void {
    this.#reach(true, 'end')
  }

  /** @throws CrashedError if the process has crashed */
  check(): void {
    if (this.#moment !== undefined) throw new CrashedError()
  }

  #isCall(when: 'sent' | 'answered', number: number): boolean {
    const point = this.#point
    return point !== 'end' && 'call' in point && point.call === number && point.when === when
  }

  #isEffect(when: 'before' | 'after'): boolean {
    const point = this.#point
    return point !== 'end' && 'effect' in point && point.effect === this.#effects && point.when === when
  }

  #reach(isPoint: boolean, point = this.#point): void {
    if (!isPoint || this.#moment !== undefined) return
    this.#moment = {
      at: this.#clock.now(),
      sequence: nextInSequence(),
      text: `the process crashes ${crashPointInWords(point)}`,
    }
    this.#die()
    this.#happened.resolve()
  }
}
