import { valueInWords } from '../../property/text/injection-in-words.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { RehearsedRun } from '../../property/trial/rehearse.ts'
import type { Observation, Outcome, Settlement } from '../../property/verdict/outcome.ts'
import type { StoryData } from '../data/finding-data.ts'
import type { ObservedData, OutcomeData, SettlementData } from '../data/outcome-data.ts'
import { callsData, clipped } from './call-record.ts'
import { effectsData, isBefore } from './effect-record.ts'

/** Converts one run of a script to data. */
export function storyData({ startedAt, endedAt, calls, copies }: RehearsedRun): StoryData {
  return {
    startedAt,
    endedAt,
    calls: callsData(calls),
    outcomes: copies.map(({ outcome }) => outcomeData(outcome, calls, copies.length === 1)),
  }
}

/**
 * Converts the outcome of a task to data.
 * @param calls of the same run
 * @param isAlone whether no other copy of the task ran at the same time
 */
export function outcomeData(outcome: Outcome, calls: readonly JournalCall[], isAlone = true): OutcomeData {
  const { settlement, startedAt, settledAt, abortedAt, crashed, streamed, alerts, uncaught } = outcome
  return {
    settlement: settlementData(settlement),
    startedAt,
    settledAt,
    ...(abortedAt === undefined ? {} : { abortedAt }),
    ...(crashed === undefined ? {} : { crashedAt: crashed.at }),
    shown: streamed.map(({ at, sequence, text, retracts }) => ({
      at,
      text: clipped(text),
      calls: calls.filter((call) => isBefore(call, { at, ...(sequence === undefined ? {} : { sequence }) })).length,
      ...(retracts === true ? { retracts } : {}),
    })),
    effects: effectsData(outcome, calls, isAlone),
    alerts: alerts.map(observed),
    uncaught: uncaught.map(observed),
  }
}

function observed({ at, text }: Observation): ObservedData {
  return { at, text: clipped(text) }
}

function settlementData(settlement: Settlement): SettlementData {
  if (settlement.type === 'value') {
    const { value } = settlement
    return { type: 'value', text: clipped(typeof value === 'string' ? value : valueInWords(value)) }
  }
  return { type: settlement.type, text: clipped(String(settlement.error)) }
}
