import type { Symptom } from '../../engine/model/fault-traits.ts'
import type { Exercise } from '../../property/report/exercise.ts'
import type { Harm } from '../../property/text/harm.ts'
import type { FindingData, StoryData } from './finding-data.ts'

export { type Harm, harms } from '../../property/text/harm.ts'

/** A property or a baseline check. */
export interface RuleData {
  readonly id: string
  /** The rule that must hold, as a clause. */
  readonly statement: string
  /** A short title if it holds, and if it is violated. */
  readonly titles: { readonly held: string; readonly violated: string }
  readonly harm: Harm
  readonly hint: string
  /** The most frequent reason why runs did not exercise it. Missing if there is none. */
  readonly whyNot?: string
}

/** A fault that the search could inject. */
export interface FaultData {
  readonly name: string
  readonly summary: string
  readonly shows: Symptom
  /** Why it never fired. Missing if it did. */
  readonly whyNeverFired?: string
}

/** The verdict of one property on one run: held, violated, remark, inconclusive, or not judged. */
export type VerdictLetter = 'h' | 'v' | 'r' | 'i' | '-'

/** One run of the app under one plan. Times are in ms on the clock. */
export interface RunData {
  /** The plan as text, one entry per fault. Empty for the baseline run. */
  readonly plan: readonly string[]
  /** The faults that fired, as places in {@link SearchData.faults}. */
  readonly fired: readonly number[]
  /** A {@link VerdictLetter} for each of {@link SearchData.rules}. */
  readonly verdicts: string
  readonly settlement: 'value' | 'error' | 'stuck'
  /** How long the task took. */
  readonly time: number
  /** How long it took until the first text or tool-argument event arrived. Missing if none did. */
  readonly firstDelta?: number
  readonly calls: number
  /** Calls that repeat the previous request. */
  readonly retries: number
  /** As the providers count them. */
  readonly inputTokens: number
  readonly outputTokens: number
}

/** Something unusual that fails nothing. */
export interface RemarkData {
  readonly rule: string
  readonly how: string
}

/** One search, from its first run to its end: what `survives` or `brownout explore` tried and found. */
export interface SearchData {
  /** The full name of the test, or the path of the module. */
  readonly title: string
  /** The test's file. Missing if there is none. */
  readonly file?: string
  readonly seed: string
  /** When it ended, in ISO 8601. */
  readonly endedAt: string
  /** How long it took, in ms of real time. */
  readonly took: number
  /** The most faults in one plan. */
  readonly atMost: number
  /** Whether it continued after the first finding. */
  readonly all: boolean
  readonly rules: readonly RuleData[]
  readonly faults: readonly FaultData[]
  readonly runs: readonly RunData[]
  /** The run without a fault. Missing if no run completed. */
  readonly baseline?: StoryData
  /** The coverage, by call, attempt, phase and class of faults. */
  readonly exercise: readonly Exercise[]
  readonly findings: readonly FindingData[]
  readonly remarks: readonly RemarkData[]
}
