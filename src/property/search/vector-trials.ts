import { day } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { inTurn } from './in-turn.ts'
import { usualParameters } from './parameters/first-tries.ts'
import { parameterVariants } from './parameters/variants.ts'
import type { Feedback } from './trials.ts'

/** How many embedding calls are tried one by one, the largest first. */
const mostCalls = 2
/** The most trials. */
const most = 12

/** Wrong vectors in one call, with each fault. Batches are first, since their texts can get each other's vectors. */
export function vectorTrials(choices: readonly FaultChoice[], { calls }: Feedback): Trial[] {
  const faults = choices.filter(({ fault, injection }) => fault.shows === 'wrong-vectors' && injection === undefined)
  const places = calls
    .flatMap(({ call }, index) => (call.operation === 'embed' ? [{ nth: index + 1, texts: call.messages.length }] : []))
    .toSorted((one, other) => other.texts - one.texts)
    .slice(0, mostCalls)
  return places.flatMap(({ nth }) => inTurn(faults.map(({ fault }) => waysOf(fault, nth)))).slice(0, most)
}

function waysOf(fault: FaultChoice['fault'], nth: number): Trial[] {
  return [usualParameters(fault), ...parameterVariants(fault, 0)].map((parameters) => ({
    injections: [{ fault: fault.name, parameters, trigger: { inRun: [1], nth } }],
    variation: 0,
    script: day,
  }))
}
