import { defineProperty, violated, held, inconclusive, hasFailed, errorText, tellsOfRetry, judgeEach, type Property } from '../../kit.ts'

/**
 * An error names the provider that failed last, its status or kind, and whether a retry helps: in its text, its members, or those
 * of its causes. The request id is not judged, since the journal does not contain it. An error with the SDK's error as its cause
 * keeps it.
 * @example
 * errorsNameCause()
 */
export function errorsNameCause(): Property {
  return defineProperty({
    id: 'errors-name-cause',
    statement: 'an error tells the provider that failed, its status or kind, and whether trying again helps',
    evidence: 'journal and outcome',
    hint: 'Wrap what the SDK throws in an error that has provider, status, request id, and a member such as retryable.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const failed = calls.findLast(hasFailed)
        if (failed === undefined) return inconclusive('no call failed')
        if (settlement.type !== 'error') return inconclusive('the task did not reject')
        const told = errorText(settlement.error).toLowerCase()
        const { provider, problem, status } = failed
        if (!told.includes(provider.toLowerCase())) return violated(`the error does not name ${provider}`)
        const isNamed = problem === undefined || told.includes(problem.kind) || (status !== undefined && told.includes(String(status)))
        if (!isNamed) return violated(`the error of ${provider} tells neither ${status} nor ${problem.kind}`)
        return tellsOfRetry(settlement.error) ? held : violated(`the error of ${provider} does not tell whether trying again helps`)
      }),
  })
}
