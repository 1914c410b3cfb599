import type { TestContext } from 'vitest'

/** The used parts of vitest's context of a running test. */
export type RunningTest = Pick<TestContext, 'task' | 'signal' | 'onTestFailed' | 'annotate'>
