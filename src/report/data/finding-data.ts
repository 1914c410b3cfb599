import type { CallData } from './call-data.ts'
import type { OutcomeData } from './outcome-data.ts'

/** A fault of the minimal plan. */
export interface PlannedFaultData {
  readonly fault: string
  /** Its effect, in one line. */
  readonly summary: string
  /** Which calls it fires on and with which parameters, as text. */
  readonly text: string
}

/** One run of a script: the calls that began in it, and the outcome of each copy of the task. Times are in ms on one clock. */
export interface StoryData {
  readonly startedAt: number
  readonly endedAt: number
  readonly calls: readonly CallData[]
  readonly outcomes: readonly OutcomeData[]
}

/** A property that the app violated, with the minimal plan that causes it. */
export interface FindingData {
  /** The id of the property or of the baseline check. */
  readonly rule: string
  /** The violation, as a clause. */
  readonly how: string
  /** How to fix it. */
  readonly hint: string
  /** Empty if the app violates it without a fault. */
  readonly plan: readonly PlannedFaultData[]
  /** The run that found it, from 1. */
  readonly foundIn: number
  /** How it was found and shrunk, as a clause. */
  readonly effort: string
  /** The runs that were judged. */
  readonly stories: readonly StoryData[]
  /** Commands that reproduce it. */
  readonly replay: readonly string[]
  /** The incident file, as JSON text. */
  readonly incident: string
}
