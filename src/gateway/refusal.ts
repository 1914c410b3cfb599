import { FaultBugError, type BrownoutError } from '../engine/base/errors.ts'
import { realClock } from '../engine/model/clock.ts'
import type { ChunkItem } from '../engine/model/frame.ts'
import { Delivery, type DeliveryRun } from '../engine/run/delivery.ts'

/** Why brownout itself refuses a request. */
export type RefusalKind = 'unhandled_request' | 'fault_bug' | 'emulator_bug'

/** A refusal belongs to no run: it waits for nothing, and is in no journal as a call. */
const noRun: DeliveryRun = { clock: realClock(), silence: () => () => {}, journal: { bugs: [] } }

/**
 * Answers a request that brownout itself cannot let through, in a way that no SDK retries and that reads as what it is.
 * 400 with `x-should-retry: false`: the only pair that openai, anthropic, ai and langchain all give up on at once.
 */
export function refusal(kind: RefusalKind, message: string): Delivery {
  const error = { type: `brownout_${kind}`, code: `brownout_${kind}`, message, param: null }
  const items: readonly ChunkItem[] = [
    {
      type: 'head',
      status: 400,
      headers: { 'content-type': 'application/json', 'x-should-retry': 'false', 'x-brownout': kind },
    },
    { type: 'chunk', bytes: new TextEncoder().encode(JSON.stringify({ type: 'error', error })), frames: [] },
  ]
  return new Delivery(items, noRun, undefined)
}

/** The refusal that tells of a bug: a fault's own, or brownout's. */
export function refusalOf(bug: BrownoutError): Delivery {
  return refusal(bug instanceof FaultBugError ? 'fault_bug' : 'emulator_bug', bug.message)
}
