import { milliseconds, type Duration } from '../../engine/base/duration.ts'
import type { Injection } from '../../engine/plan/injection.ts'

/** The longest delay that no client may notice, in ms. */
const longestUnnoticed = 1_000

/** Whether a client can see nothing of a plan: other bytes for the same events, events that are not part of the answer, a short delay. */
export function showsNothing(injections: readonly Injection[]): boolean {
  return injections.every(
    ({ fault, parameters }) => fault.shows === 'nothing' || fault.shows === 'noise' || (fault.shows === 'delay' && isShort(parameters)),
  )
}

function isShort(parameters: Readonly<Record<string, unknown>>): boolean {
  const durations = Object.values(parameters).filter((value) => typeof value === 'number')
  // Another time than that of the whole response, such as one for each delta, adds up.
  return 'by' in parameters && durations.every((value) => milliseconds(value as Duration) <= longestUnnoticed)
}

/** Whether a plan is one failure of one call that the next try need not meet. */
export function isOneTransientFailure(injections: readonly Injection[]): boolean {
  const [injection, ...more] = injections
  if (injection === undefined || more.length > 0) return false
  const { fault, trigger } = injection
  return (
    fault.persistence === 'transient' &&
    ['5xx', 'rate-limit', 'network-error'].includes(fault.shows) &&
    (trigger.nth !== undefined || trigger.first === 1)
  )
}

/** Whether all faults of a plan go away by themselves. */
export function isTransient(injections: readonly Injection[]): boolean {
  return injections.every(({ fault }) => fault.persistence === 'transient')
}
