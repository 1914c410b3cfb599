import type { OutgoingAnswer } from './outgoing-answer.ts'

/** Removes the listener of a garbage collected response from its signal. */
const dropped = new FinalizationRegistry<Caller>((caller) => caller.isDone())

/**
 * Code that waits for one response and can abort it with a signal. A signal shared by many calls outlives each of them, so it must not hold
 * them: the listener is removed when the body ends, and before that holds the delivery through a weak reference only. (The journal holds
 * the delivery of an open call, so that an abort is recorded even if the response was dropped unread.)
 */
export class Caller {
  readonly #signal: AbortSignal | undefined
  #delivery: WeakRef<OutgoingAnswer> | undefined
  #controller: WeakRef<ReadableStreamDefaultController> | undefined
  #hangUp: ((reason: unknown) => void) | undefined
  #hasLeft = false

  constructor(signal: AbortSignal | null | undefined) {
    if (signal == null) return
    this.#signal = signal
    signal.addEventListener('abort', this)
  }

  /** Settles with a promise, unless the caller aborts before. */
  orLeaves<Value>(coming: Promise<Value>): Promise<Value> {
    if (this.#signal === undefined) return coming
    return new Promise((resolve, reject) => {
      this.#hangUp = reject
      const come = (value: Value): void => {
        // It references the result, which references the delivery.
        this.#hangUp = undefined
        resolve(value)
      }
      coming.then(come, reject)
    })
  }

  /** Returns the delivery, which is aborted if the caller aborts or has aborted. */
  waitingFor(delivery: OutgoingAnswer): OutgoingAnswer {
    if (this.#signal === undefined) return delivery
    if (this.#hasLeft) delivery.abort()
    this.#delivery = new WeakRef(delivery)
    dropped.register(delivery, this, this)
    return delivery
  }

  /** Registers the body that the caller reads. It breaks if the caller aborts. */
  isReading(controller: ReadableStreamDefaultController): void {
    if (this.#signal !== undefined) this.#controller = new WeakRef(controller)
  }

  /** Stops listening: everything has ended. */
  isDone(): void {
    if (this.#signal === undefined) return
    this.#signal.removeEventListener('abort', this)
    dropped.unregister(this)
  }

  /** Handles the abort of the signal. */
  handleEvent(): void {
    const reason: unknown = this.#signal?.reason
    this.#hasLeft = true
    this.isDone()
    this.#delivery?.deref()?.abort()
    this.#hangUp?.(reason)
    this.#controller?.deref()?.error(reason)
  }
}
