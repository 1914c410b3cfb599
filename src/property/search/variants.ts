import type { Feedback } from './trials.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { inTurn } from './in-turn.ts'
import { parameterVariants } from './parameters/variants.ts'
import type { FiringFault } from './single-faults.ts'

/** Other injections of faults that fired: each on one provider, endpoint or call, and with other parameters. Faults alternate. */
export function variantsOf(firing: readonly FiringFault[], baseline: Feedback): InjectionData[] {
  return inTurn(firing.map((fault) => variantsOfOne(fault, baseline)))
}

function variantsOfOne(fault: FiringFault, baseline: Feedback): InjectionData[] {
  const { choice, injection } = fault
  if (choice.injection !== undefined) return []
  const deltas = Math.max(0, ...baseline.calls.filter((call) => call.stream).map((call) => call.deltas))
  return inTurn([
    triggersFor(fault, baseline).map((trigger) => ({ ...injection, trigger })),
    parameterVariants(choice.fault, deltas).map((parameters) => ({ ...injection, parameters })),
  ])
}

function triggersFor({ choice, journal }: FiringFault, baseline: Feedback): InjectionData['trigger'][] {
  const fired = journal.calls.filter((call) => call.fired.some((fire) => fire.fault === choice.fault.name))
  const providers = distinct(fired.map((call) => call.provider))
  const models = distinct(fired.map((call) => call.model))
  const endpoints = distinct(fired.map((call) => call.endpoint))
  const calls = Math.max(baseline.calls.length, journal.calls.length)
  return [
    ...(providers.length > 1 ? providers.map((any) => ({ for: [{ any }] })) : []),
    ...(models.length > 1 && models.length > providers.length ? models.map((model) => ({ for: [{ model }] })) : []),
    ...(endpoints.length > 1 ? endpoints.map((endpoint) => ({ for: [{ endpoint }] })) : []),
    // If there is only one call, it is every call.
    ...(calls > 1 ? Array.from({ length: calls }, (_, index) => ({ nth: index + 1 })) : []),
  ]
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)]
}
