import type { Reply } from '../../kit.ts'

/** How long the model took, in ms, as the service measures it: based on its pace, regardless of faults in the delivery. */
export function latencyOf({ pace, usage }: Reply): number {
  return Math.round(pace.firstToken + pace.perDelta * (usage?.outputTokens ?? 0))
}
