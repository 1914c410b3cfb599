import { counted } from '../../engine/base/counted.ts'
import type { SurvivalReport } from '../report/survival-report.ts'
import { neverFiredInWords } from './never-fired-in-words.ts'

/** The message about a task that cannot be tested, since it never reached a provider. */
export function noCallMessage({ runs }: SurvivalReport): string {
  return `survives() ran the task ${counted(runs, 'time')}, and it never called an emulated provider: nothing was tested. Check that the task calls a provider that the chaos has, that it does not fail before, and that no cache outside of it answers.`
}

/** The message about properties that no run exercised, each with the most frequent reason. */
export function inconclusiveMessage(
  { runs, inconclusive, neverFired }: SurvivalReport,
  whyInconclusive: (id: string) => string | undefined,
): string {
  const properties = inconclusive.map((id) => {
    const why = whyInconclusive(id)
    return why === undefined ? id : `${id} (${why})`
  })
  const idle = neverFiredInWords(neverFired)
  return `inconclusive: ${runs} runs did not exercise ${properties.join(', ')}.${idle === undefined ? '' : ` ${idle}.`}`
}
