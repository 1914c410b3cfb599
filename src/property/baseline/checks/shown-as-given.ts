import type { Copy, Rehearsal } from '../../trial/rehearse.ts'
import { visibleText } from '../../verdict/shown.ts'
import { textOfValue } from '../../verdict/values.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { short } from '../comparison.ts'

/** What the user saw is what the task gives out. */
export const shownAsGiven: BaselineCheck = {
  id: 'shown-as-given',
  title: 'The user saw another text than the result',
  statement: 'if a task streams its value without a fault, what the user has seen in the end is the value',
  hint: 'Take back what was shown before you start again, and show every piece that goes into the value.',
  judge({ pairs, rehearsal }) {
    if (isScrambled(rehearsal)) return inconclusive('the events of the stream were scrambled')
    const streaming = pairs.filter(({ wasCopy }) => isShown(wasCopy))
    if (streaming.length === 0) return inconclusive('the task does not stream its value')
    for (const { copy } of streaming) {
      const text = textOfValue(copy.value)
      if (copy.outcome.settlement.type !== 'value' || text === undefined || visibleText(copy.outcome.streamed) === text) continue
      return violated(`the user saw ${short(visibleText(copy.outcome.streamed))}, and the value is ${short(text)}`)
    }
    return held
  },
}

/** If events are repeated, lost or swapped, an SDK can put together another text than it passes on. */
function isScrambled({ injections }: Rehearsal): boolean {
  return injections.some(({ fault }) => fault.shows === 'scrambled')
}

function isShown({ outcome, value }: Copy): boolean {
  const text = textOfValue(value)
  return text !== undefined && text !== '' && visibleText(outcome.streamed) === text
}
