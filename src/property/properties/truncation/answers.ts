import { isWhole, textOf, type JournalCall } from '../../../kit.ts'
import { isTakenFrom, isWhatIsLeftOf, jsonIn } from './half-json.ts'
import { containmentOf, type Containment } from './half-text.ts'
import { lettersOf } from '../text/letters.ts'
import { isNote } from '../text/own-words.ts'

/** After this time without data, in ms, a client that closes the connection has aborted, instead of having read enough. */
const silence = 1_000

/** Whether a call returned only the first part of an answer. */
function isTruncated(call: JournalCall): boolean {
  const { ending, received, truth, status } = call
  if (status === undefined || ending === 'refused' || isWhole(call)) return false
  return ending === 'complete' || (received !== truth && (ending !== 'aborted' || isGivenUp(call)))
}

function isGivenUp({ received, frames, endedAt }: JournalCall): boolean {
  const last = frames.at(-1)
  return received !== '' && last !== undefined && endedAt !== undefined && endedAt - last.to >= silence
}

/** A truncated answer that a part of a value contains. */
export interface Contained {
  readonly call: JournalCall
  readonly containment: Containment
}

/** The truncated and the complete answers of a task. */
export class Answers {
  readonly cut: readonly JournalCall[]
  readonly #wholes: readonly JournalCall[]
  readonly #quoted: readonly string[]

  constructor(calls: readonly JournalCall[]) {
    this.cut = calls.filter(isTruncated)
    this.#wholes = calls.filter(isWhole)
    this.#quoted = calls.flatMap(({ call, received, truth = '' }) => [received, truth, textOf(call, 'user', 'assistant', 'system')])
  }

  /** Whether a text reports in the app's own words that something is missing. */
  isNote(text: string): boolean {
    return !this.#quoted.some((quote) => quote.includes(text)) && isNote(text, this.#quoted)
  }

  /** The truncated answers that a text contains. */
  inText(text: string): readonly Contained[] {
    if (this.isNote(text)) return []
    const wholes = this.#wholes.map(({ received }) => received)
    return this.cut.flatMap((call) => {
      const containment = containmentOf(text, call, wholes)
      return containment === undefined || this.#isContinuedIn(text, call) ? [] : [{ call, containment }]
    })
  }

  /** Whether a text ends with a complete answer. */
  endsWithWhole(text: string): boolean {
    const letters = lettersOf(text)
    return this.#wholes.some(({ received }) => received !== '' && letters.endsWith(lettersOf(received)))
  }

  /** Whether a text also contains the rest of a truncated answer, from a model whose prompt had the first part. */
  #isContinuedIn(text: string, { received }: JournalCall): boolean {
    const end = lettersOf(received).slice(-20)
    return this.#wholes.some(
      (whole) =>
        lettersOf(textOf(whole.call, 'assistant', 'user')).includes(end) && lettersOf(text).includes(lettersOf(whole.received).slice(-20)),
    )
  }

  /** The truncated JSON answers that a part of a value was made from. */
  inPart(part: unknown): readonly Contained[] {
    return this.cut.flatMap((call) => {
      const whole = /[{[]/.test(call.received) ? jsonIn(call.truth ?? '') : undefined
      const isFrom = isWhatIsLeftOf(part, whole) && !this.#wholes.some(({ received }) => isTakenFrom(part, jsonIn(received)))
      return isFrom ? [{ call, containment: 'all of it' as const }] : []
    })
  }
}
