import { BrownoutError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { Evidence } from '../verdict/evidence.ts'
import type { Rehearsal } from './rehearse.ts'
import type { Property } from '../verdict/define-property.ts'
import { inconclusive, type Verdict } from '../verdict/verdict.ts'

/** The judged property or baseline check. */
export type Judged = Pick<Property, 'id' | 'statement' | 'hint'>

/** The verdict of a property on one run, or of a baseline check on all runs, with the runs. */
export interface Judgment {
  readonly property: Judged
  readonly verdict: Verdict
  readonly evidence: Evidence
  /** All runs, if they were judged together, or are not the trial's. */
  readonly rehearsal?: Rehearsal
  /** The baseline of the comparison: the same runs without a fault. */
  readonly baseline?: Rehearsal
}

/**
 * Judges one run. A property that held without a fired fault is inconclusive.
 * @param injected the number of injected faults
 * @throws BrownoutError if the property throws, or returns something other than a verdict
 */
export function judge(property: Property, evidence: Evidence, injected: number): Judgment {
  const verdict = verdictOf(property, evidence)
  const hasFired = evidence.journal.calls.some((call) => call.fired.length > 0)
  if (verdict.type !== 'held' || hasFired) return { property, verdict, evidence }
  const why = injected === 0 ? 'nothing was injected' : 'nothing that was injected has fired'
  return { property, verdict: inconclusive(why), evidence }
}

function verdictOf(property: Property, evidence: Evidence): Verdict {
  const verdict = calledSafely(property, evidence)
  if (['held', 'violated', 'remark', 'inconclusive'].includes((verdict as Partial<Verdict> | undefined)?.type ?? '')) return verdict
  throw new BrownoutError(
    `The property "${property.id}" returned ${valueInWords(verdict)}: expected held, violated('...'), remark('...') or inconclusive('...').`,
  )
}

function calledSafely(property: Property, evidence: Evidence): Verdict {
  try {
    return property.judge(evidence)
  } catch (error) {
    throw new BrownoutError(
      `The property "${property.id}" threw while it judged a run. That is a bug in the property, not in the app: ${String(error)}`,
      { cause: error },
    )
  }
}
