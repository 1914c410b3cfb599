import type { OutcomeData } from './outcome-data.ts'

/** Text that the user saw, without a new call between its deltas. Times are in ms. */
export interface ShownText {
  readonly at: number
  readonly text: string
  /** Whether it was retracted later. */
  readonly isRetracted: boolean
  /** Whether it begins like the previous text: the answer starts again. */
  readonly beginsAgain: boolean
}

/** The text that the user saw, in parts. It includes retracted text, since the user saw it. */
export function shownTexts({ shown }: Pick<OutcomeData, 'shown'>): ShownText[] {
  const texts: { readonly at: number; readonly calls: number; text: string; isRetracted: boolean }[] = []
  for (const { at, text, calls, retracts = false } of shown) {
    if (retracts) for (const each of texts) each.isRetracted = true
    if (text === '') continue
    const open = texts.at(-1)
    if (open === undefined || open.isRetracted || open.calls !== calls) texts.push({ at, calls, text, isRetracted: false })
    else open.text += text
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
