import Anthropic from '@anthropic-ai/sdk'
import { serverError } from '../../../../faults/index.ts'
import { isolatesTenants } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Answer {
  readonly text: string
  readonly isCurrent: boolean
}

export const lastGoodOfAnyTenant: YardstickApp = {
  name: 'last-good-of-any-tenant',
  story:
    'Monthly reports for several firms. When the model fails, the last good report is shown with a note. Bug: the last good one is kept by the kind of report and not by the firm, so one firm reads the figures of another.',
  sources: ['https://openai.com/index/march-20-chatgpt-outage/', 'getsentry/sentry#37000'],
  faultsNeeded: 1,
  kind: 'state',
  fitting: isolatesTenants(),
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })
    const lastGood = new Map<string, string>()

    async function report(firm: string, kind: string, signal: AbortSignal): Promise<Answer> {
      try {
        const message = await client.messages.create(
          { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: `Write the ${kind} report of ${firm}.` }] },
          { signal },
        )
        const [block] = message.content
        if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The report is incomplete.')
        lastGood.set(kind, block.text)
        return { text: block.text, isCurrent: true }
      } catch (error) {
        const text = lastGood.get(kind)
        if (text === undefined || signal.aborted) throw error
        return { text, isCurrent: false }
      }
    }

    return async ({ observe, signal }) => {
      const reports: Record<string, Answer> = {}
      for (const firm of ['Northwind', 'Southgate'])
        reports[firm] = await observe.task({ name: `report of ${firm}`, tenant: firm, prompt: firm }, () => report(firm, 'monthly', signal))
      return reports
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2)] }],
      wrong: (runs) => {
        const reports = runs[0]![0]!.value as Record<string, Answer> | undefined
        return reports !== undefined && reports['Southgate']?.text === reports['Northwind']?.text
          ? 'Southgate reads the report of Northwind.'
          : undefined
      },
    },
  ],
}
