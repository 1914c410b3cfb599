import type { JournalCall } from '../../engine/model/journal.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { isAnswer } from '../verdict/calls.ts'

/** The shortest answer to search for in other text. A shorter one can appear by chance. */
const shortest = 4

/** A placeholder for the model's text. */
const mark = '‹answer›'

/** The models' answers, to distinguish their text from the app's own. */
export class Answers {
  readonly #texts: readonly string[]
  readonly #words = new Map<string, boolean>()

  constructor(calls: Iterable<JournalCall>) {
    const texts = new Set<string>()
    for (const call of calls) {
      if (!isAnswer(call)) continue
      texts.add(call.received)
      texts.add(call.received.trim())
      for (const text of textsInside(call.received)) texts.add(text)
    }
    this.#texts = [...texts].filter((text) => text.length >= 2).toSorted((one, other) => other.length - one.length)
  }

  /** The text with each complete answer replaced by a placeholder. */
  mask(text: string): string {
    let masked = text
    for (const answer of this.#texts) if (answer.length >= shortest || masked === answer) masked = masked.replaceAll(answer, mark)
    return masked
  }

  /** Whether a text contains a complete answer. */
  isIn(text: string): boolean {
    return this.mask(text) !== text
  }

  /** Whether a value can be taken from an answer: it is part of one, or contains one. */
  gave(value: string | number | boolean): boolean {
    const text = String(value)
    const known = this.#words.get(text)
    if (known !== undefined) return known
    const isGiven = this.#hasGiven(value, text)
    this.#words.set(text, isGiven)
    return isGiven
  }

  #hasGiven(value: string | number | boolean, text: string): boolean {
    // A single digit appears in any text.
    if (typeof value !== 'string') return text.length >= 2 && this.#texts.some((answer) => answer.includes(text))
    if (this.isIn(text)) return true
    const part = text.trim()
    return part.length >= 3 && this.#texts.some((answer) => answer.includes(part) || answer.includes(JSON.stringify(part).slice(1, -1)))
  }

  /** Whether a value contains anything from an answer. */
  areIn(value: Snapshot): boolean {
    if (typeof value === 'string') return this.gave(value)
    return typeof value === 'object' && value !== null && Object.values(value).some((member) => this.areIn(member))
  }
}

/** The texts inside a JSON answer, as returned by an app that parses it. */
function textsInside(answer: string): string[] {
  if (!/^\s*[[{]/.test(answer)) return []
  try {
    return stringsIn(JSON.parse(answer) as unknown)
  } catch {
    return []
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= shortest ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
