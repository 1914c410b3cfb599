import '../engine/base/runtime.ts'
import { expect, test as base, type TestAPI } from 'vitest'
import type { Chaos } from '../chaos/chaos.ts'
import { endingVirtualTime } from '../time/index.ts'
import { amongBystanders } from './bystander.ts'
import { withinChaos, type ChaosOptions } from './fixture.ts'
import { guardLateCalls } from './late-calls.ts'
import { matchers } from './matchers.ts'
import { checkChaosOptions } from './options.ts'
import { inScopeOf } from './scope.ts'
import { checkVitest, vitestVersion } from './vitest-version.ts'

export type { ChaosOptions } from './fixture.ts'
export type { FindingMeta, SearchMeta } from './search-meta.ts'
export type { JournalMatchers } from './matchers.ts'
export { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest'
export { expect }

checkVitest(base, vitestVersion)
expect.extend(matchers)
// Concurrent tests can share each other's virtual time.
base.aroundEach((runTest, { task }) => inScopeOf(task, task.concurrent === true ? runTest : () => endingVirtualTime(runTest)))
guardLateCalls()

/**
 * vitest's `test` with the `chaos` fixture: emulated providers, injected faults and a journal for each test.
 * @throws BrownoutError if an option is unknown or wrong
 * @example
 * const test = withChaos({ providers: [openai({ baseURL: 'https://models.example/v1' })], time: 'real' })
 */
export function withChaos(options: ChaosOptions = {}): TestAPI<{ chaos: Chaos }> {
  checkChaosOptions(options)
  return base.extend<{ chaos: Chaos; bystanders: void }>({
    bystanders: [({ task: _task }, use) => amongBystanders(options.providers ?? [], () => use()), { auto: true }],
    chaos: ({ task, signal, onTestFailed, annotate }, use) => withinChaos({ task, signal, onTestFailed, annotate }, options, use),
  })
}

/** vitest's `test` with OpenAI and Anthropic in it, under virtual time. */
export const test: TestAPI<{ chaos: Chaos }> = withChaos()
export const it: TestAPI<{ chaos: Chaos }> = test
