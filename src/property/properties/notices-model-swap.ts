import { defineProperty, BrownoutError, violated, held, inconclusive, tasksOf, type Property } from '../../kit.ts'

/**
 * An alert or an error follows the first answer from another model than the requested one.
 * @param options.within within how many calls, including the one with this answer. Default: 1
 * @throws BrownoutError if `within` is not a positive integer
 * @example
 * noticesModelSwap({ within: 5 })
 */
export function noticesModelSwap({ within = 1 }: { readonly within?: number } = {}): Property {
  if (!Number.isInteger(within) || within < 1)
    throw new BrownoutError(`noticesModelSwap() cannot count to ${within} calls: expected a whole number of at least 1.`)
  return defineProperty({
    id: 'notices-model-swap',
    statement: `an alert or an error follows the first answer of another model than the asked one, within ${within} ${within === 1 ? 'call' : 'calls'}`,
    evidence: 'journal, alerts, outcome',
    hint: 'Compare the model that the reply names with the asked one. One that lies is told by its fingerprint, its usage, its pace, and by asking what you know the answer to.',
    judge(evidence) {
      const { calls } = evidence.journal
      const place = calls.findIndex(
        ({ model, answeredBy, received }) => answeredBy !== undefined && answeredBy !== model && received !== '',
      )
      const swapped = calls[place]
      if (swapped === undefined) return inconclusive('no other model answered than the asked one')
      const due = calls[place + within]?.startedAt ?? Infinity
      const isInTime = (at: number): boolean => at >= swapped.startedAt && at <= due
      const isNoticed =
        evidence.outcome.alerts.some(({ at }) => isInTime(at)) ||
        tasksOf(evidence).some(({ settlement, settledAt }) => settlement.type === 'error' && isInTime(settledAt))
      if (isNoticed) return held
      const how = `${swapped.answeredBy} answered in place of ${swapped.model}, and nothing was said of it`
      return calls.length - place >= within
        ? violated(how)
        : inconclusive(`${how} in ${calls.length - place} of ${within} calls; ask more in one run`)
    },
  })
}
