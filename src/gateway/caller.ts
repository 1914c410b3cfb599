import type { OutgoingAnswer } from './outgoing-answer.ts'

/** Takes the listener of a delivery that nobody can read any more off its signal. */
const dropped = new FinalizationRegistry<Caller>((caller) => caller.isDone())

/**
 * Code that waits for one response, and can give up by a signal. A signal that many calls share outlives each of them, so it
 * holds none: it is listened to until the body has ended, and in the meantime leads to the delivery by a weak reference only.
 * (The journal holds the delivery of an open call, so that an abort is noted also if the response was dropped unread.)
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

  /** What comes, unless the caller leaves before. */
  orLeaves<Value>(coming: Promise<Value>): Promise<Value> {
    if (this.#signal === undefined) return coming
    return new Promise((resolve, reject) => {
      this.#hangUp = reject
      const come = (value: Value): void => {
        // It leads to what has come, and that to the delivery.
        this.#hangUp = undefined
        resolve(value)
      }
      coming.then(come, reject)
    })
  }

  /** The delivery, which hears of it if the caller leaves, or has left. */
  waitingFor(delivery: OutgoingAnswer): OutgoingAnswer {
    if (this.#signal === undefined) return delivery
    if (this.#hasLeft) delivery.abort()
    this.#delivery = new WeakRef(delivery)
    dropped.register(delivery, this, this)
    return delivery
  }

  /** The caller reads a body, which breaks if they leave. */
  isReading(controller: ReadableStreamDefaultController): void {
    if (this.#signal !== undefined) this.#controller = new WeakRef(controller)
  }

  /** Nothing is left that the caller could leave. */
  isDone(): void {
    if (this.#signal === undefined) return
    this.#signal.removeEventListener('abort', this)
    dropped.unregister(this)
  }

  /** The signal aborts. */
  handleEvent(): void {
    const reason: unknown = this.#signal?.reason
    this.#hasLeft = true
    this.isDone()
    this.#delivery?.deref()?.abort()
    this.#hangUp?.(reason)
    this.#controller?.deref()?.error(reason)
  }
}
