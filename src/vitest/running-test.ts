import type { TestContext } from 'vitest'

/** What is used of vitest's context of a running test. */
export type RunningTest = Pick<TestContext, 'task' | 'onTestFailed' | 'annotate'>
