import {
  defineProperty,
  formatDuration,
  milliseconds,
  hasFailed,
  errorText,
  violated,
  held,
  inconclusive,
  judgeEach,
  type Duration,
  type Property,
} from '../../kit.ts'

/**
 * If every provider is down, the task rejects in time, with an error that names each of them.
 * @example
 * fallbackTerminates('60s')
 */
export function fallbackTerminates(deadline: Duration): Property {
  return defineProperty({
    id: `fallback-terminates(${formatDuration(milliseconds(deadline))})`,
    statement: `where every provider fails, the task rejects within ${formatDuration(milliseconds(deadline))} with an error that names each`,
    evidence: 'journal and outcome',
    hint: 'Try each provider once, within one deadline, and reject with an AggregateError of what each said.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement, startedAt, settledAt }) => {
        const providers = [...new Set(calls.map(({ provider }) => provider))]
        if (providers.length < 2) return inconclusive('fewer than two providers were asked')
        if (!providers.every((provider) => hasFailed(calls.findLast((call) => call.provider === provider)!)))
          return inconclusive('not every provider failed')
        if (settlement.type === 'stuck') return violated('every provider failed, and the task never settled')
        if (settlement.type === 'value') return violated('every provider failed, and the task resolved all the same')
        if (settledAt - startedAt > milliseconds(deadline))
          return violated(`every provider failed, and the task rejected after ${formatDuration(settledAt - startedAt)}`)
        const told = errorText(settlement.error).toLowerCase()
        const unnamed = providers.find((provider) => !told.includes(provider.toLowerCase()))
        return unnamed === undefined ? held : violated(`the error does not name ${unnamed}`)
      }),
  })
}
