import { violationsIn, type TrialResult } from '../trial/run-trial.ts'
import type { Judged } from '../trial/judge.ts'
import type { Trial } from '../trial/trial.ts'
import type { Feedback, Trials } from './trials.ts'

/** A trial that violates a property or a baseline check. */
export interface Finding {
  readonly trial: Trial
  readonly property: Judged
  /** The run that found it, from 1. */
  readonly foundIn: number
}

/** Options for the search for findings. */
export interface FindingOptions {
  /** The most trials. */
  readonly runs: number
  /** Whether the search continues after the first finding. */
  readonly all: boolean
  /** Whether no further trial must run. */
  isOver(): boolean
  /** Runs a trial. `isKnown` returns whether a property or check is already known to be violated, by its id. */
  run(trial: Trial, isKnown: (id: string) => boolean): Promise<TrialResult>
}

function feedbackOf({ rehearsal: { runs } }: TrialResult): Feedback {
  const [first] = runs
  return { calls: first?.calls ?? [], effects: first?.copies[0]?.outcome.effects.length ?? 0, runs }
}

/** Runs trials until one has a violation, or all of them. Returns one finding for each property and check that was violated. */
export async function findingsOf(trials: Trials, { runs, all, isOver, run }: FindingOptions): Promise<Finding[]> {
  const findings = new Map<string, Finding>()
  const isKnown = (id: string): boolean => findings.has(id)
  let next = trials.next({ calls: [], effects: 0, runs: [] })
  for (let foundIn = 1; foundIn <= runs && next.done !== true && !isOver(); foundIn++) {
    const trial = next.value
    const result = await run(trial, isKnown)
    for (const { property } of violationsIn(result)) {
      if (!isKnown(property.id)) findings.set(property.id, { trial, property, foundIn })
      if (!all) return [...findings.values()]
    }
    next = trials.next(feedbackOf(result))
  }
  return [...findings.values()]
}
