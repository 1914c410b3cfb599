import type { BrownoutOptions, Chaos } from './chaos/chaos.ts'
import { createChaos } from './chaos/create-chaos.ts'
import { bareHarness } from './chaos/harness.ts'
import { checkBrownoutOptions } from './chaos/options.ts'

/**
 * Sets up emulated providers with seeded faults.
 * @throws BrownoutError if an option is missing, unknown or wrong, or two providers share a base URL or a name
 * @example
 * const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
 */
export function brownout(options: BrownoutOptions): Chaos {
  checkBrownoutOptions(options)
  return createChaos(options, bareHarness)
}
