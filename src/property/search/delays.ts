import type { InjectionData } from '../../engine/plan/injection.ts'
import type { FaultChoice } from './fault-choices.ts'
import { isDuration, schemaOf } from './parameters/schema.ts'

/** A delay to test whether a fault is only a delay, in ms. */
const short = 700

/** A fault that delays a response by its `by`, which is its only duration, and has no needs. */
export function delayAmong(choices: readonly FaultChoice[]): ((ms: number) => InjectionData) | undefined {
  const delays = choices.find(({ fault, injection }) => {
    const times = Object.entries(schemaOf(fault).properties).filter(([, schema]) => isDuration(schema))
    const isOne = times.length === 1 && times[0]![0] === 'by' && fault.parameters.safeParse({ by: short }).success
    return isOne && fault.shows === 'delay' && fault.needs.length === 0 && injection === undefined
  })
  return delays && ((by) => ({ fault: delays.fault.name, parameters: { by }, trigger: {} }))
}
