import { saysPartial, textOf, textsWithin, type JournalCall, type TaskEvidence } from '../../../kit.ts'
import { isNote } from './own-words.ts'

const marks = /degrad|stale|cache|fallback|backup|standby|secondary|reduced|limited|offline|best.?effort|approximat/i

/** Whether a member of a value, at any depth, marks it as degraded, failed or missing. */
function hasMark(value: unknown, seen = new Set<object>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false
  seen.add(value)
  return (
    saysPartial(value) ||
    Object.entries(value).some(
      ([name, member]) =>
        (marks.test(name) && Boolean(member)) ||
        (Array.isArray(value) && member === null) ||
        (typeof member === 'string' && member.length <= 40 && marks.test(member)) ||
        hasMark(member, seen),
    )
  )
}

/**
 * Whether the value of a task shows that it is degraded: with a mark, the name of the model or provider that answered, or as text.
 * @param instead names that count as such a report
 */
export function saysLess({ settlement, streamed }: TaskEvidence, instead: readonly string[], journal: readonly JournalCall[]): boolean {
  const value = settlement.type === 'value' ? settlement.value : undefined
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || hasMark(value)) return true
  const texts = [...textsWithin(value), streamed.map(({ text }) => text).join('')]
  const quoted = journal.flatMap(({ received, truth = '', call }) => [received, truth, textOf(call)])
  return texts.some((text) => isNote(text, quoted) || instead.some((name) => text.toLowerCase().includes(name.toLowerCase())))
}
