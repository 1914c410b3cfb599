import { realNow } from '../real-time.ts'
import type { BeginWork } from './work.ts'

/** How long more data can follow a first answer, in ms: twice the time that the first answer took, within these limits. */
const grace = { shortest: 10, longest: 50 }

/**
 * An exchange with something outside, such as a worker, a child process or a server with an unknown protocol. The clock waits
 * for one that is started for a job until it ends. It waits for one that gets a message until that has answered and paused for a moment,
 * since nothing shows whether an answer is complete.
 */
export class Conversation {
  readonly #begin: BeginWork
  readonly #name: string
  #isAsked = false
  #askedAt: number | undefined
  #end: (() => void) | undefined

  constructor(begin: BeginWork, name: string) {
    this.#begin = begin
    this.#name = name
  }

  starts(): void {
    this.#end ??= this.#begin(this.#name)
  }

  asks(): void {
    this.#isAsked = true
    this.#askedAt ??= realNow()
    this.ends()
    this.starts()
  }

  hears(): void {
    if (this.#end === undefined) return
    this.ends()
    // Each activity restarts the patience.
    if (this.#isAsked) this.#staysForMore()
    else this.starts()
  }

  ends(): void {
    this.#end?.()
    this.#end = undefined
  }

  #staysForMore(): void {
    const now = realNow()
    const quietAt = now + Math.min(grace.longest, Math.max(grace.shortest, 2 * (now - (this.#askedAt ?? now))))
    this.#askedAt = undefined
    this.#end = this.#begin(this.#name, () => realNow() < quietAt)
  }
}
