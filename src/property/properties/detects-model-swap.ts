import {
  defineProperty,
  violated,
  held,
  inconclusive,
  isAnswer,
  promptOf,
  remark,
  tasksOf,
  textsWithin,
  type Evidence,
  type JournalCall,
  type Property,
  checkOptions,
  wholeNumber,
} from '../../kit.ts'

/** Whether a different model answered, and the response names it: a response that hides it cannot be noticed. */
function isSwapped({ model, tried, answeredBy, reportsModel, received }: JournalCall): boolean {
  // A fallback that the app named in its request is one of the requested models.
  return answeredBy !== undefined && answeredBy !== (tried?.at(-1)?.model ?? model) && received !== '' && reportsModel !== false
}

/** Whether a model is a dated build of the requested one, as named in provider responses. */
function isBuildOf(answeredBy: string, model: string): boolean {
  return answeredBy.startsWith(model) && /^[-@.:]?(latest|preview|v?\d[\d.-]*)$/i.test(answeredBy.slice(model.length))
}

/** Whether the app then got the answer from the requested model, and did not use the other one. */
function isReplaced(swapped: JournalCall, calls: readonly JournalCall[], texts: readonly string[]): boolean {
  const isUsed = texts.some((text) => text.includes(swapped.received.trim()))
  const again = calls.some(
    (call) => call !== swapped && isAnswer(call) && call.answeredBy === swapped.model && promptOf(call.call) === promptOf(swapped.call),
  )
  return again && !isUsed
}

/** Whether an app noticed another model: with an alert or an error until a time, or in its value. */
function isNoticed(swapped: JournalCall, due: number, evidence: Evidence): boolean {
  const { outcome, journal } = evidence
  const isInTime = (at: number): boolean => at >= swapped.startedAt && at <= due
  const settlements = [outcome, ...tasksOf(evidence)]
  const texts = settlements.flatMap(({ settlement }) => (settlement.type === 'value' ? textsWithin(settlement.value) : []))
  return (
    outcome.alerts.some(({ at }) => isInTime(at)) ||
    settlements.some(({ settlement, settledAt }) => settlement.type === 'error' && isInTime(settledAt)) ||
    texts.some((text) => text.includes(swapped.answeredBy!)) ||
    isReplaced(swapped, journal.calls, texts)
  )
}

/**
 * An alert, an error or the value reports the first answer from a model that was not requested, if its response names that
 * model. A dated build of the requested model, such as `gpt-4o-2024-08-06`, only leads to a remark.
 * @param options.within within how many calls, including the one with this answer. Default: 1
 * @throws BrownoutError if `within` is not a positive integer
 * @example
 * detectsModelSwap({ within: 5 })
 */
export function detectsModelSwap(options: { readonly within?: number } = {}): Property {
  checkOptions('detectsModelSwap()', options, { within: wholeNumber(1) })
  const { within = 1 } = options
  return defineProperty({
    id: 'detects-model-swap',
    statement: `the app raises an alert after the first answer from another model than the requested one, within ${within} ${within === 1 ? 'call' : 'calls'}`,
    evidence: 'journal, alerts, outcome',
    hint: 'Compare the model that the response names with the requested one.',
    judge(evidence) {
      const { calls } = evidence.journal
      const place = calls.findIndex(isSwapped)
      const swapped = calls[place]
      if (swapped === undefined) return inconclusive('no response named another model than the requested one')
      if (isNoticed(swapped, calls[place + within]?.startedAt ?? Infinity, evidence)) return held
      const how = `${swapped.answeredBy} answered instead of ${swapped.model}, and the app raised no alert`
      if (calls.length - place < within)
        return inconclusive(`${how} in ${calls.length - place} of ${within} calls; make more calls in one run`)
      return isBuildOf(swapped.answeredBy!, swapped.model) ? remark(how) : violated(how)
    },
  })
}
