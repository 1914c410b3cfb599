import { ChatOpenAI } from '@langchain/openai'
import { StringOutputParser } from '@langchain/core/output_parsers'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { truncatedAtMaxTokens } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Summarizes medical reports once, and keeps the summary in the record. */
function makeRecords(): (id: string, report: string, signal: AbortSignal, stored: () => void) => Promise<string> {
  const summaries = new Map<string, string>()
  const chain = ChatPromptTemplate.fromMessages([
    ['system', 'Summarize the report. Name every finding.'],
    ['user', '{report}'],
  ])
    .pipe(new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o', maxTokens: 400, maxRetries: 2, timeout: 60_000, streamUsage: false }))
    .pipe(new StringOutputParser())
  return async (id, report, signal, stored) => {
    const known = summaries.get(id)
    if (known !== undefined) return known
    const summary = await chain.invoke({ report }, { signal })
    if (summary.trim() === '') throw new Error(`No summary of report ${id}.`)
    if (!summaries.has(id)) {
      summaries.set(id, summary)
      stored()
    }
    return summary
  }
}

export const cutSummaryStored: YardstickApp = {
  name: 'cut-summary-stored',
  story:
    'A clinic stores a summary of each report, made by a LangChain chain. The chain hands on the text alone, so nobody sees that the model stopped because its tokens ran out. Half a summary is in the record for good, and the finding that stood at its end is missed.',
  sources: ['diegosouzapw/OmniRoute#12885', 'HKUDS/LightRAG#3446', 'vectorize-io/hindsight#3827'],
  faultsNeeded: 1,
  kind: 'content',
  fitting: noSilentTruncation(),
  make() {
    const summaryOf = makeRecords()
    return ({ observe, signal }) =>
      summaryOf('R-77', 'Findings of the knee after the fall.', signal, () => observe.effect('store-summary:R-77'))
  },
  scripts: [
    {
      steps: [{ inject: [truncatedAtMaxTokens({ after: 6 })] }, { after: 86_400_000 }],
      wrong: ([first, second]) => {
        const whole = first?.[0]?.journal.calls[0]?.truth
        return second?.[0]?.value === whole ? undefined : 'The record holds a summary that was cut.'
      },
    },
  ],
}
