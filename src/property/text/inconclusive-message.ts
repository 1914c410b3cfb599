import type { SurvivalReport } from '../report/survival-report.ts'

/** The message about properties that no run exercised, each with the most frequent reason. */
export function inconclusiveMessage(
  { runs, inconclusive, neverFired }: SurvivalReport,
  whyInconclusive: (id: string) => string | undefined,
): string {
  const properties = inconclusive.map((id) => {
    const why = whyInconclusive(id)
    return why === undefined ? id : `${id} (${why})`
  })
  const idle = neverFired.length === 0 ? '' : ` never fired: ${neverFired.join(', ')}.`
  return `inconclusive: in ${runs} runs nothing was found out about ${properties.join(', ')}.${idle}`
}
