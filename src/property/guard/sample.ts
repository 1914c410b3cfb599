import { strategyNames } from '../../engine/kit/falsehood/index.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { isAnswer } from '../verdict/calls.ts'
import type { TaskEvidence } from '../verdict/tasks.ts'
import { textsWithin } from '../verdict/values.ts'
import type { GuardSample } from './rates.ts'

const marks = ['refused', 'abstained', 'flagged', 'uncertain', 'unsure', 'unverified', 'needsReview'] as const

/** Whether a value is marked as unreliable, by one of the usual names, or is empty. */
export function saysRefused(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (typeof value !== 'object') return false
  const members = value as Record<string, unknown>
  return marks.some((mark) => members[mark] === true) || members['verified'] === false || members['grounded'] === false
}

function isWrong({ received, truth }: JournalCall): boolean {
  return truth !== undefined && received !== truth
}

/** How an answer was made wrong, as the journal notes it. */
function strategyOf({ notes }: JournalCall): string {
  const words = new Set(notes.flatMap((note) => note.split(/[^\w-]+/)))
  return strategyNames.find((name) => words.has(name)) ?? 'other'
}

/** Whether a value contains the right answer instead of the one that was received. */
function isCorrected(value: unknown, { received, truth }: JournalCall): boolean {
  const texts = textsWithin(value)
  return texts.some((text) => text.includes(truth!.trim())) && !texts.some((text) => text.includes(received.trim()))
}

/** What a task shows of the app's guardrail. `undefined` if no call was answered. */
export function sampleOf({ calls, settlement }: TaskEvidence, says: (value: unknown) => boolean): GuardSample | undefined {
  const answered = calls.filter(isAnswer)
  if (answered.length === 0 || settlement.type === 'stuck') return undefined
  const wrong = answered.find(isWrong)
  const isRefused = settlement.type === 'error' || says(settlement.value)
  if (wrong === undefined) return { strategy: undefined, isCaught: isRefused }
  return { strategy: strategyOf(wrong), isCaught: isRefused || (settlement.type === 'value' && isCorrected(settlement.value, wrong)) }
}
