import type { Patches } from '../patches/patching.ts'
import { Channels } from './channels.ts'
import { Conversation } from './conversation.ts'
import type { BeginWork } from './work.ts'

/** The conversations between message ports and threads. */
export class ThreadTalk {
  readonly #begin: BeginWork
  readonly #channels: Channels
  readonly #workers = new Map<object, Conversation>()
  readonly #ports = new WeakMap<object, Conversation>()
  /** Conversations over ports from before the clock started, which can lead anywhere. */
  readonly #strangers = new Set<Conversation>()

  constructor(begin: BeginWork, patches: Patches) {
    this.#begin = begin
    this.#channels = new Channels(patches)
  }

  with(worker: object): Conversation {
    let known = this.#workers.get(worker)
    if (known === undefined) this.#workers.set(worker, (known = this.#conversation()))
    return known
  }

  end(worker: object): void {
    this.#workers.get(worker)?.ends()
    this.#workers.delete(worker)
  }

  /**
   * @param worker the owner of the port, if any
   * @param transferred the ports that are sent with the message: the worker can answer through them
   */
  sent(port: object, transferred: readonly object[], worker?: object): void {
    const partner = worker === undefined ? this.#partnerOf(port) : this.with(worker)
    if (partner === undefined) return
    this.#ports.set(port, partner)
    for (const given of transferred) {
      const kept = this.#channels.otherEndOf(given)
      if (kept !== undefined) this.#ports.set(kept, partner)
    }
    partner.asks()
  }

  received(port: object): void {
    const partner = this.#ports.get(port)
    if (partner !== undefined) partner.hears()
    // The other end can be in one of them, unless it is in this thread.
    else if (!this.#channels.knows(port)) for (const stranger of this.#strangers) stranger.hears()
  }

  /** Records a message that was read without a turn of the event loop, such as after a wait for a worker with `Atomics.wait`. */
  fetched(port: object): void {
    this.received(port)
    if (!this.#ports.has(port)) for (const partner of this.#workers.values()) partner.hears()
  }

  #partnerOf(port: object): Conversation | undefined {
    const known = this.#ports.get(port)
    if (known !== undefined || this.#workers.size === 0 || this.#channels.knows(port)) return known
    const stranger = this.#conversation()
    this.#strangers.add(stranger)
    return stranger
  }

  #conversation(): Conversation {
    return new Conversation(this.#begin, 'a worker thread')
  }
}
