import {
  defineProperty,
  violated,
  held,
  inconclusive,
  hasFailed,
  isWhole,
  errorText,
  tellsOfRetry,
  judgeEach,
  type JournalCall,
  type Property,
  type Verdict,
} from '../../kit.ts'

/** Whether an error states how a call failed. A broken connection has neither a status nor a kind. */
function tellsWhy(told: string, { problem, status }: JournalCall): boolean {
  return problem === undefined || told.includes(problem.kind) || (status !== undefined && told.includes(String(status)))
}

function judgeError(error: unknown, failed: readonly JournalCall[]): Verdict {
  const told = errorText(error).toLowerCase()
  const named = failed.filter(({ provider }) => told.includes(provider.toLowerCase()))
  const last = named.at(-1)
  if (last === undefined) return violated(`the error does not name ${failed.at(-1)!.provider}`)
  const { provider, problem, status } = last
  if (!named.some((call) => tellsWhy(told, call))) return violated(`the error of ${provider} names neither ${status} nor ${problem!.kind}`)
  return tellsOfRetry(error) ? held : violated(`the error of ${provider} does not state whether a retry helps`)
}

/**
 * An error names a provider that failed, its status or kind, and whether a retry helps: in its text, its members, or those of its
 * causes. The request id is not judged, since the journal does not contain it. An error with the SDK's error as its cause satisfies
 * it. An error after a successful last call is the app's own.
 * @example
 * errorsIdentifyCause()
 */
export function errorsIdentifyCause(): Property {
  return defineProperty({
    id: 'errors-identify-cause',
    statement: 'an error names the provider that failed, its status or kind, and whether a retry helps',
    evidence: 'journal and outcome',
    hint: 'Wrap each SDK error in one that has provider, status, request id, and a member such as retryable.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const failed = calls.filter(hasFailed)
        if (failed.length === 0) return inconclusive('no call failed')
        if (settlement.type !== 'error') return inconclusive('the task did not reject')
        if (isWhole(calls.at(-1)!)) return inconclusive('the last call did not fail')
        return judgeError(settlement.error, failed)
      }),
  })
}
