import type { Copy, Rehearsal } from '../../trial/rehearse.ts'
import { visibleText } from '../../verdict/shown.ts'
import type { Snapshot } from '../../trial/snapshot.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { short } from '../comparison.ts'
import { isMarkedBelow } from '../marks.ts'
import { memberOf } from '../member-of.ts'

/** The task returns the text that the user saw. */
export const shownTextEqualsResult: BaselineCheck = {
  id: 'shown-text-equals-result',
  title: 'The shown text differs from the result',
  statement: 'if a task streams its value without a fault, the text that the user saw equals the value',
  hint: 'Retract the shown text before you start again, and show every delta that becomes part of the value.',
  judge({ pairs, rehearsal }) {
    if (isScrambled(rehearsal)) return inconclusive('the events of the stream were scrambled')
    const streaming = pairs.filter(({ wasCopy }) => isShown(wasCopy))
    if (streaming.length === 0) return inconclusive('the task does not stream its value')
    for (const { copy, wasCopy } of streaming) {
      const text = textAt(copy.value, placeOfShown(wasCopy)!)
      const shown = visibleText(copy.outcome.streamed)
      if (copy.outcome.settlement.type !== 'value' || text === undefined || shown === text || isMarkedBelow(shown, text)) continue
      return violated(`the user saw ${short(shown)}, and the value is ${short(text)}`)
    }
    return held
  },
}

/** If events are repeated, lost or swapped, an SDK can assemble a different text from the one it streams. */
function isScrambled({ injections }: Rehearsal): boolean {
  return injections.some(({ fault }) => fault.shows === 'scrambled')
}

function isShown(copy: Copy): boolean {
  return placeOfShown(copy) !== undefined
}

/** The part of the value with the text that the user saw. */
function placeOfShown({ outcome, value }: Copy): readonly string[] | undefined {
  const shown = visibleText(outcome.streamed)
  return shown === '' ? undefined : placeOf(value, shown)
}

function placeOf(value: Snapshot, text: string): readonly string[] | undefined {
  if (value === text) return []
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const place = placeOf(member, text)
    if (place !== undefined) return [name, ...place]
  }
  return undefined
}

function textAt(value: Snapshot, place: readonly string[]): string | undefined {
  const found = memberOf(value, place)
  return typeof found === 'string' ? found : undefined
}
