import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { areHandlersListening } from '../msw/probe.ts'

/**
 * Checks that requests to the providers reach the chaos. If they do not, the app calls the real providers, and is judged based on their
 * answers.
 * @param caller for the message, such as `survives()`
 * @throws BrownoutError if nothing is intercepted
 */
export async function checkReached(caller: string, chaos: Chaos): Promise<void> {
  if (coreOf(chaos).isReached || (await areHandlersListening())) return
  throw new BrownoutError(
    `${caller} refuses to run the app: nothing is intercepted, so it would call the real providers. Call const release = chaos.intercept() before and release() afterwards, use the chaos of a test of brownout/vitest, or listen with MSW: setupServer(...chaos.handlers).listen().`,
  )
}
