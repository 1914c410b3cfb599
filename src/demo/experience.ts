import { formatDuration } from '../engine/base/duration.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { marksWrongAnswers } from '../property/properties/marks-wrong-answers.ts'
import { noSilentTruncation } from '../property/properties/no-silent-truncation.ts'

/** How a customer experiences an answer. */
export interface Experience {
  readonly kind: 'served' | 'truncated' | 'misled' | 'kept waiting' | 'let down'
  readonly words: string
}

/** The longest acceptable wait for a customer, in ms. */
export const patience = 45_000

const [isWhole, isTrue] = [noSilentTruncation(), marksWrongAnswers()]

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]!}` : String(error)
}

/** How a customer experiences the answer to a question. */
export function experienceOf(evidence: Evidence): Experience {
  const { settlement, settledAt } = evidence.outcome
  const time = formatDuration(settledAt)
  if (settlement.type === 'stuck') return { kind: 'let down', words: 'never answers' }
  if (settlement.type === 'error') return { kind: 'let down', words: `no answer after ${time}: ${reasonOf(settlement.error)}` }
  if (isWhole.judge(evidence).type === 'violated') return { kind: 'truncated', words: 'a truncated answer, shown as complete' }
  if (isTrue.judge(evidence).type === 'violated') return { kind: 'misled', words: 'a wrong answer, shown as correct' }
  if (settledAt > patience) return { kind: 'kept waiting', words: `answered, after ${time}` }
  return { kind: 'served', words: `answered in ${time}` }
}
