import { counted } from '../engine/base/counted.ts'
import type { Dropped } from '../engine/model/journal.ts'

/** The number of dropped entries of a journal, as one line. No line without dropped entries. */
export function droppedInWords(dropped: Dropped | undefined): readonly string[] {
  if (dropped === undefined) return []
  const { calls, unhandled } = dropped
  const parts = [...(calls === 0 ? [] : [counted(calls, 'call')]), ...(unhandled === 0 ? [] : [counted(unhandled, 'refused request')])]
  return [`dropped from the journal (--keep): ${parts.join(' and ')}, the oldest`]
}
