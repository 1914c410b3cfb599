import { milliseconds } from '../../engine/base/duration.ts'
import type { Symptom } from '../../engine/model/fault-traits.ts'
import type { Injection } from '../../engine/plan/injection.ts'

/** The longest delay that no client can notice, in ms. */
const longestUnnoticed = 1_000

/** What a fault shows if the model itself says something else. */
export const contentSymptoms: ReadonlySet<Symptom> = new Set([
  'wrong-content',
  'wrong-tool-call',
  'wrong-structure',
  'broken-json',
  'refusal',
  'empty',
  'incomplete',
  'scrambled',
])

/** Whether a client can see nothing of a plan: other bytes for the same events, events that are not part of the answer, a short delay. */
export function showsNothing(injections: readonly Injection[]): boolean {
  return injections.every(
    ({ fault, parameters }) => fault.shows === 'nothing' || fault.shows === 'noise' || (fault.shows === 'delay' && isShort(parameters)),
  )
}

/** Whether the only time in the parameters is how much later the response begins. A delay of each delta adds up. */
function isShort({ by, ...others }: Readonly<Record<string, unknown>>): boolean {
  return typeof by === 'number' && milliseconds(by) <= longestUnnoticed && Object.values(others).every((other) => typeof other !== 'number')
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
