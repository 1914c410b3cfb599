import type { Reply } from '../../kit.ts'

/** The latency that the service measures, in ms: based on the model's pace, regardless of faults in the delivery. */
export function latencyOf({ pace, usage }: Reply): number {
  return Math.round(pace.firstToken + pace.perDelta * (usage?.outputTokens ?? 0))
}
