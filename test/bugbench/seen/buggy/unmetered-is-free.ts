import OpenAI from 'openai'
import { usageMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Metered {
  readonly text: string
  readonly tokens: number
}

export const unmeteredIsFree: YardstickApp = {
  name: 'unmetered-is-free',
  story:
    'Bills a customer by tokens and stops at a daily cap. Bug: an answer that does not report its usage counts as zero tokens, so it is given away and the cap is never reached.',
  sources: ['NousResearch/hermes-agent#12023', 'Metabuilder-Labs/tokenjam#628', 'bircex/llmr#10'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })
    const spent = new Map<string, number>()

    return async ({ signal }): Promise<Metered> => {
      const today = new Date().toISOString().slice(0, 10)
      if ((spent.get(today) ?? 0) > 5_000_000) throw new Error('The cap of today is reached.')
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: 'Draft a letter to my landlord about the heating.' }] },
        { signal },
      )
      const tokens = completion.usage?.total_tokens ?? 0
      spent.set(today, (spent.get(today) ?? 0) + tokens)
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The letter is incomplete.')
      return { text: choice.message.content, tokens }
    }
  },
  scripts: [
    {
      steps: [{ inject: [usageMissing().first(1)] }],
      wrong: (runs) => ((runs[0]![0]!.value as Metered | undefined)?.tokens === 0 ? 'A letter was billed with no tokens.' : undefined),
    },
  ],
}
