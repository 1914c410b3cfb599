import type { CallData } from './call-data.ts'
import type { OutcomeData } from './outcome-data.ts'

/** Text that the user saw without a new call between its pieces. Times are in ms. */
export interface ShownText {
  readonly at: number
  readonly text: string
  /** Whether it was retracted later. */
  readonly isRetracted: boolean
  /** Whether it begins as the text before it began: the answer starts again. */
  readonly beginsAgain: boolean
}

/** A retraction, or text that the user saw. */
interface OpenText {
  readonly at: number
  last: number
  text: string
  isRetracted: boolean
}

/** What the user saw, in pieces. Retracted text stays in it: the user has seen it. */
export function shownTexts({ shown }: Pick<OutcomeData, 'shown'>, calls: readonly Pick<CallData, 'startedAt'>[]): ShownText[] {
  const starts = calls.map(({ startedAt }) => startedAt).toSorted((a, b) => a - b)
  const texts: OpenText[] = []
  let mustOpen = true
  let next = 0
  for (const { at, text, retracts = false } of shown) {
    while (next < starts.length && starts[next]! <= at) {
      mustOpen ||= starts[next]! > (texts.at(-1)?.last ?? -1)
      next++
    }
    if (retracts) for (const each of texts) each.isRetracted = true
    if (retracts) mustOpen = true
    if (text === '') continue
    const open = texts.at(-1)
    if (mustOpen || open === undefined) texts.push({ at, last: at, text, isRetracted: false })
    else {
      open.text += text
      open.last = at
    }
    mustOpen = false
  }
  return texts.map(({ at, text, isRetracted }, index) => ({
    at,
    text,
    isRetracted,
    beginsAgain: index > 0 && firstWords(text) === firstWords(texts[0]!.text),
  }))
}

function firstWords(text: string): string {
  return text.trim().split(/\s+/u).slice(0, 2).join(' ')
}
