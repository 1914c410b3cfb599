import { milliseconds } from '../../engine/base/duration.ts'
import type { Symptom } from '../../engine/model/fault-traits.ts'
import type { Injection } from '../../engine/plan/injection.ts'

/** The longest delay that no client can notice, in ms. */
const longestUnnoticed = 1_000

/** Symptoms in which the model's own content differs. */
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

/** Whether a plan is invisible to clients: other bytes for the same events, events outside of the answer, or a short delay. */
export function showsNothing(injections: readonly Injection[]): boolean {
  return injections.every(
    ({ fault, parameters }) => fault.shows === 'nothing' || fault.shows === 'noise' || (fault.shows === 'delay' && isShort(parameters)),
  )
}

/** Whether the only duration in the parameters is a delay of the response. Delays per delta add up. */
function isShort({ by, ...others }: Readonly<Record<string, unknown>>): boolean {
  return typeof by === 'number' && milliseconds(by) <= longestUnnoticed && Object.values(others).every((other) => typeof other !== 'number')
}

/** Whether a plan is one failure of one call that a retry can avoid. */
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
