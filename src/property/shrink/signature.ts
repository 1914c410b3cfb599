import type { Violation } from '../trial/run-trial.ts'

/** A quoted text, which can be shortened before its end. */
const quoted = /"(?:[^"\\]|\\.)*?(?:…"?|"|$)/g
/** A number, with an optional unit: `3`, `1m30s`. */
const number = /(?:\d+(?:\.\d+)?(?:ms|[smh](?![a-z]))?)+/g
/** The words of an error, which differ from fault to fault. */
const errorWords = /\b(rejected with) .*?(?=, and resolves to|, and then|, in run|; | when |$)/gs
/** One and several are the same finding. */
const once = /\bonce\b/g

/**
 * Identifies the kind of a violation: the property or check, how the task ended, and the violation, without the texts and numbers
 * of one run. A plan is shrunk only to plans with the same signature, since a simpler plan can show another bug.
 */
export function signatureOf({ property, verdict, evidence }: Pick<Violation, 'property' | 'verdict' | 'evidence'>): string {
  return [property.id, evidence.outcome.settlement.type, kindOf(verdict.how)].join(': ')
}

/** A sentence about a run, without parts that differ from run to run. */
export function kindOf(how: string): string {
  return how.replaceAll(quoted, '"…"').replaceAll(errorWords, '$1 an error').replaceAll(once, '# times').replaceAll(number, '#')
}
