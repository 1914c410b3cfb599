export type { CanaryBaseline } from './baseline.ts'
export { canary, type CanaryFinding, type CanaryOptions, type CanaryReport, type Drift } from './drift-check.ts'
export type { CanaryAnswer, Expectation } from './expectations.ts'
export type { CanaryPrompt } from './prompt.ts'
