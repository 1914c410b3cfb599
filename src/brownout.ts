import type { BrownoutOptions, Chaos } from './chaos/chaos.ts'
import { createChaos } from './chaos/create-chaos.ts'
import { bareHarness } from './chaos/harness.ts'

/**
 * Sets up providers that answer, and fail, as they are told.
 * @throws BrownoutError if two providers share a base URL or a name
 * @example
 * const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
 */
export function brownout(options: BrownoutOptions): Chaos {
  return createChaos(options, bareHarness)
}
