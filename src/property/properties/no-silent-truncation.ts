import {
  defineProperty,
  violated,
  held,
  inconclusive,
  judgeEach,
  isWhole,
  saysPartial,
  textsWithin,
  type JournalCall,
  type Property,
} from '../../kit.ts'

/** Whether a call brought a truncated answer. */
function isCutShort(call: JournalCall): boolean {
  return call.ending !== 'refused' && call.ending !== 'aborted' && !isWhole(call) && call.status !== undefined
}

function beginningOf(told: string): string {
  return told.trim().slice(0, 80)
}

/** Whether a value is from a complete answer that begins like the truncated one. */
function stemsFrom(value: unknown, whole: JournalCall, cut: JournalCall): boolean {
  if (!isWhole(whole)) return false
  const isRest =
    whole.received.includes(beginningOf(cut.received)) && textsWithin(value).some((text) => text.includes(whole.received.trim()))
  return isRest || whole.received.includes(cut.received.trim())
}

/** Whether some text in a value contains an answer. Names of members are the app's own words, and do not count. */
function holds(value: unknown, told: string): boolean {
  const beginning = beginningOf(told)
  return beginning !== '' && textsWithin(value).some((text) => text.includes(beginning))
}

/**
 * A truncated answer is never returned as complete: if the last answer was truncated, the task rejects, or its value says that it
 * is partial.
 * @param options.says whether a value says so. Default: looks for `partial`, `truncated`, `incomplete` or `complete: false`
 * @example
 * noSilentTruncation({ says: (value) => (value as AppAnswer).status === 'cut' })
 */
export function noSilentTruncation({ says = saysPartial }: { readonly says?: (value: unknown) => boolean } = {}): Property {
  return defineProperty({
    id: 'no-silent-truncation',
    statement: 'half an answer is never given out as a whole one',
    evidence: 'journal and outcome',
    hint: 'Take an answer for whole only when its terminal event has come ([DONE], response.completed, message_stop) with a finish reason that says so; "length" does not.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const cut = calls.filter(isCutShort)
        if (cut.length === 0) return inconclusive('no answer was cut short')
        if (settlement.type !== 'value' || says(settlement.value)) return held
        // A truncated answer can also be the beginning of the complete one from a later attempt.
        const shown = cut.find(
          (call) => holds(settlement.value, call.received) && !calls.some((other) => stemsFrom(settlement.value, other, call)),
        )
        const last = calls.findLast((call) => call.ending !== 'aborted')
        const taken = shown ?? (last !== undefined && isCutShort(last) ? last : undefined)
        if (taken === undefined) return held
        const { provider, deltas } = taken
        return violated(
          `the answer of ${provider} stopped after ${deltas} ${deltas === 1 ? 'delta' : 'deltas'}, and the task resolved as if that were all`,
        )
      }),
  })
}
