export type { DriftBaseline } from './baseline.ts'
export { driftCheck, type DriftFinding, type DriftCheckOptions, type DriftReport, type Drift } from './drift-check.ts'
export type { DriftAnswer, Expectation } from './expectations.ts'
export type { DriftPrompt } from './prompt.ts'
