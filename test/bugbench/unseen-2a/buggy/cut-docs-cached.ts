import { ChatAnthropic } from '@langchain/anthropic'
import { truncatedAtMaxTokens } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const source = 'export function clamp(value: number, low: number, high: number) { return Math.min(high, Math.max(low, value)) }'

export const cutDocsCached: YardstickApp = {
  name: 'cut-docs-cached',
  story:
    'A documentation tool lets Claude describe functions through LangChain, marks descriptions that ran into the token limit as incomplete, and caches by source. The mark is not cached: the next build serves the half description as a complete one, and does so until the source changes.',
  sources: ['diegosouzapw/OmniRoute#12885', 'HKUDS/LightRAG#3446', 'HKUDS/LightRAG#3803'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-sonnet-4-6', maxTokens: 400, maxRetries: 0 })
    const cache = new Map<string, string>()
    return async ({ observe, signal }) => {
      const known = cache.get(source)
      if (known !== undefined) return { text: known, complete: true }
      const reply = await model.invoke(`Describe this function for the reference of a library: ${source}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      const reason: unknown = reply.response_metadata['stop_reason']
      if ((reason !== 'end_turn' && reason !== 'max_tokens') || reply.text === '')
        throw new Error(`the description ended with ${String(reason)}`)
      const complete = reason === 'end_turn'
      if (!complete) observe.alert('the description of clamp is incomplete')
      cache.set(source, reply.text)
      return { text: reply.text, complete }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedAtMaxTokens({ after: 6 })] }, { after: 86_400_000 }],
      wrong(steps) {
        const [first, second] = steps.map(([run]) => run?.value as { text: string; complete: boolean } | undefined)
        return first?.complete === false && second?.complete === true && second.text === first.text
          ? 'Half a description was served as a complete one a day later.'
          : undefined
      },
    },
  ],
}
