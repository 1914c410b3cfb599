import { counted } from '../../engine/base/counted.ts'
import type { Settlement } from '../verdict/outcome.ts'
import { settlementInWords } from './app-moments.ts'
import type { SurvivalReport } from '../report/survival-report.ts'
import { neverFiredInWords } from './never-fired-in-words.ts'

/** The most properties in a message. */
const named = 5

/** The message about a task that cannot be tested, because it never called a provider. */
export function noCallMessage({ runs }: SurvivalReport, settlement: Settlement | undefined): string {
  const ended = settlement === undefined ? '' : ` The task ${settlementInWords(settlement)}.`
  return `survives() ran the task ${counted(runs, 'time')}, and it never called an emulated provider: nothing was tested.${ended} Check that the task calls a provider that the chaos has, that it does not fail before, and that no cache outside of it answers.`
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
  const more = properties.length > named ? ` and ${properties.length - named} more` : ''
  const idle = neverFiredInWords(neverFired)
  return `Inconclusive: ${counted(runs, 'run')} did not exercise ${properties.slice(0, named).join(', ')}${more}.${idle === undefined ? '' : ` ${idle}.`}`
}
