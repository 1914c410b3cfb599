import type { Reply } from '../../kit.ts'

/** How long the model took, in ms, as the service measures it: by the pace at which it answers, whatever befell the delivery. */
export function latencyOf({ pace, usage }: Reply): number {
  return Math.round(pace.firstToken + pace.perDelta * (usage?.outputTokens ?? 0))
}
