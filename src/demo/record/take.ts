import type { Evidence } from '../../property/verdict/evidence.ts'
import { textOfValue } from '../../property/verdict/values.ts'
import { callsData } from '../../report/record/call-record.ts'
import { outcomeData } from '../../report/record/story-record.ts'
import { timeText } from '../../report/data/words.ts'
import type { BrokenRule, ExperienceData, TakeData } from '../data/demo-data.ts'
import { experienceOf } from '../experience.ts'
import { rules } from '../rules.ts'

/** The text that the customer has read at the end: the text streamed since the last retraction, else the result. */
export function readIn({ outcome: { streamed, settlement } }: Evidence): string {
  const restart = streamed.findLastIndex(({ retracts }) => retracts === true)
  const shown = streamed.slice(restart + 1).map(({ text }) => text)
  if (shown.length > 0 || settlement.type !== 'value') return shown.join('')
  return textOfValue(settlement.value) ?? ''
}

/** A run of one customer as data. */
export function takeData(evidence: Evidence, usual: string, switches: Pick<TakeData, 'off' | 'fired'>): TakeData {
  const { journal, outcome } = evidence
  const read = readIn(evidence)
  return {
    ...switches,
    story: { startedAt: 0, endedAt: outcome.settledAt, calls: callsData(journal.calls), outcomes: [outcomeData(outcome, journal.calls)] },
    read,
    experience: experienceData(evidence, read, usual),
    broken: rules.flatMap((rule, place): BrokenRule[] => {
      const verdict = rule.judge(evidence)
      return verdict.type === 'violated' ? [{ rule: place, how: verdict.how }] : []
    }),
  }
}

function experienceData(evidence: Evidence, read: string, usual: string): ExperienceData {
  const { settledAt, settlement } = evidence.outcome
  const time = timeText(settledAt)
  switch (experienceOf(evidence).kind) {
    case 'let down':
      return {
        kind: 'none',
        words: settlement.type === 'stuck' ? `No answer: still waiting after ${time}` : `No answer: gave up after ${time}`,
      }
    case 'truncated':
      return { kind: 'half', words: 'A truncated answer, shown as complete' }
    case 'misled':
      return { kind: 'wrong', words: `A wrong answer, shown as correct, in ${time}` }
    case 'kept waiting':
      return { kind: 'late', words: `Answered too late: after ${time}` }
    case 'served':
      return servedData(read, usual, time)
  }
}

function servedData(read: string, usual: string, time: string): ExperienceData {
  if (read === usual) return { kind: 'answered', words: `Answered in ${time}` }
  if (read.trim() === '') return { kind: 'none', words: `An empty answer, after ${time}` }
  if (usual !== '' && read.endsWith(usual)) return { kind: 'less', words: `Answered in ${time}, and part of it twice` }
  return { kind: 'less', words: `Answered in ${time}, with less than on a good day` }
}
