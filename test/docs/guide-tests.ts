import type { Chaos } from '../../src/index.ts'
import type { ChaosOptions } from '../../src/vitest/index.ts'

// Replaces `brownout/vitest` for the tests of a guide: it keeps them, so that each can be run before the fix and after it.

export { expect } from '../../src/vitest/index.ts'

/** A test of a guide. */
export interface GuideTest {
  readonly name: string
  readonly options: ChaosOptions
  run(context: { readonly chaos: Chaos }): unknown
}

let collected: GuideTest[] = []

export function withChaos(options: ChaosOptions = {}) {
  return (name: string, run: GuideTest['run']): void => void collected.push({ name, options, run })
}

export const test = withChaos()

/** The tests that a module registers. */
export async function testsOf(load: () => Promise<unknown>): Promise<readonly GuideTest[]> {
  collected = []
  await load()
  return collected
}
