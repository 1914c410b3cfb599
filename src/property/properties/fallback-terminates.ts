import {
  defineProperty,
  formatDuration,
  milliseconds,
  hasFailed,
  errorText,
  textsWithin,
  violated,
  remark,
  held,
  inconclusive,
  judgeEach,
  type Duration,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** Whether an error names a provider: by name, host or model. */
function names(told: string, provider: string, calls: readonly JournalCall[]): boolean {
  return calls.some(
    (call) => call.provider === provider && [provider, call.host, call.model].some((name) => told.includes(name.toLowerCase())),
  )
}

/** A task that resolved although no provider answered. A cached answer, or one that reports the failure, can be correct. */
function judgeValue(value: unknown, calls: readonly JournalCall[]): Verdict {
  const texts = textsWithin(value)
  const isHalf = calls.some(({ received }) => received.trim() !== '' && texts.some((text) => text.includes(received.trim())))
  return isHalf
    ? violated('every provider failed, and the task resolved with the received part')
    : remark('every provider failed, and the task resolved')
}

function judgeTask({ calls, settlement, startedAt, settledAt }: TaskEvidence, deadline: number): Verdict {
  const providers = [...new Set(calls.map(({ provider }) => provider))]
  if (providers.length < 2) return inconclusive('fewer than two providers were called')
  if (!providers.every((provider) => hasFailed(calls.findLast((call) => call.provider === provider)!)))
    return inconclusive('not every provider failed')
  if (settlement.type === 'stuck') return violated('every provider failed, and the task never settled')
  const took = settledAt - startedAt
  if (took > deadline) return violated(`every provider failed, and the task settled after ${formatDuration(took)}`)
  if (settlement.type === 'value') return judgeValue(settlement.value, calls)
  const told = errorText(settlement.error).toLowerCase()
  const unnamed = providers.find((provider) => !names(told, provider, calls))
  return unnamed === undefined ? held : violated(`the error does not name ${unnamed}`)
}

/**
 * If every provider is down, the task rejects in time, with an error that names each provider, its host or its model. A task that
 * resolves with its own value, such as a cached one, is a remark.
 * @example
 * fallbackTerminates('60s')
 */
export function fallbackTerminates(deadline: Duration): Property {
  const limit = milliseconds(deadline)
  return defineProperty({
    id: `fallback-terminates(${formatDuration(limit)})`,
    statement: `if every provider fails, the task rejects within ${formatDuration(limit)} with an error that names each`,
    evidence: 'journal and outcome',
    hint: 'Try each provider once, within one deadline, and reject with an AggregateError of their errors.',
    takes: limit,
    judge: (evidence) => judgeEach(evidence, (task) => judgeTask(task, limit)),
  })
}
