import { hasFailed } from './calls.ts'
import { errorText } from './error-text.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/**
 * An error tells the provider that failed, and its status or kind.
 * @example
 * errorsNameCause()
 */
export function errorsNameCause(): Property {
  return {
    id: 'errors-name-cause',
    statement: 'an error tells the provider that failed, and its status or kind',
    hint: 'Wrap what the SDK throws in an error that has provider, status, request id and whether trying again helps.',
    judge({ journal: { calls }, outcome: { settlement } }) {
      const failed = calls.findLast(hasFailed)
      if (failed === undefined) return inconclusive('no call failed')
      if (settlement.type !== 'error') return inconclusive('the task did not reject')
      const told = errorText(settlement.error).toLowerCase()
      if (!told.includes(failed.provider.toLowerCase())) return broken(`the error does not name ${failed.provider}`)
      const { problem, status } = failed
      if (problem === undefined) return held
      return told.includes(problem.kind) || (status !== undefined && told.includes(String(status)))
        ? held
        : broken(`the error tells neither ${status} nor ${problem.kind}`)
    },
  }
}
