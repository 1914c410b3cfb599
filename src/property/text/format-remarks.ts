import type { SurvivalReport } from '../report/survival-report.ts'
import { injectionInWords } from './injection-in-words.ts'

/**
 * Formats the remarks of a search, one line each. A remark does not fail the test.
 * @returns an empty list without remarks
 * @example
 * for (const remark of formatRemarks(await survives(chaos, app))) console.log(remark)
 */
export function formatRemarks({ remarks, isRepeatable }: Pick<SurvivalReport, 'remarks' | 'isRepeatable'>): string[] {
  return [
    ...(isRepeatable ? [] : [notRepeatable]),
    ...remarks.map(({ id, how, injections }) => `${id}: ${how} (${plan(injections.map(injectionInWords))})`),
  ]
}

/** Why an app was not compared with its behavior without a fault, and how to change that. */
const notRepeatable =
  'no baseline check was made: two runs without a fault, with one seed, differed. Look for state that a run leaves behind, and create a new app for each run: survives(chaos, { app: () => createApp(), task: (app, tools) => app.answer() }).'

function plan(faults: readonly string[]): string {
  return faults.length === 0 ? 'without a fault' : `under ${faults.join(' and ')}`
}
