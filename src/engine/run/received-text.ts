import { appended } from '../base/appended.ts'

/** How many texts are joined at once: a server can have thousands of open calls, and small texts need more memory than they hold. */
const piecesPerBlock = 8
/** The empty list that all share. `appended` copies it. */
const none: never[] = []

/**
 * The text that a client has received. As long as that is the beginning of the model's answer, only its length is kept: the journal holds
 * the answer anyway.
 */
export class ReceivedText {
  /** The answer that the text begins like. */
  #answer = ''
  /** How much of the answer has arrived; `undefined` once the text differs from it. */
  #length: number | undefined = 0
  #joined = ''
  #pieces: string[] = none

  get text(): string {
    if (this.#length !== undefined) return this.#answer.slice(0, this.#length)
    if (this.#pieces.length > 0) {
      this.#joined += this.#pieces.join('')
      this.#pieces = none
    }
    return this.#joined
  }

  /** @param answer the answer of the model, if it is known */
  add(text: string, answer = ''): void {
    if (this.#length !== undefined) {
      if (this.#length === 0) this.#answer = answer
      if (this.#answer.startsWith(text, this.#length)) {
        this.#length += text.length
        return
      }
      this.#joined = this.text
      this.#length = undefined
      this.#answer = ''
    }
    this.#pieces = appended(this.#pieces, text)
    if (this.#pieces.length >= piecesPerBlock) void this.text
  }
}
