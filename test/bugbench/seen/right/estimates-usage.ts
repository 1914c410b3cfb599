import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { truncatedStream, usageMissing, usageZero } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Metered {
  readonly text: string
  readonly tokens: number
  readonly isEstimate: boolean
}

export const estimatesUsage: YardstickApp = {
  name: 'estimates-usage',
  story:
    'Streams an answer within a budget of tokens that are in flight, which is given back whatever happens, and meters it. When no usage is reported, it counts four characters as a token and says that this is an estimate.',
  sources: ['NousResearch/hermes-agent#12067', 'PostHog/posthog-js#4664', 'MegLabsHetic/monorepo_megslab#58'],
  kind: 'accounting',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
    let inFlight = 0

    return async ({ signal }): Promise<Metered> => {
      const prompt = 'List what belongs in a first-aid kit.'
      if (inFlight + 1_000 > 8_000) throw new Error('Too many tokens are in flight.')
      inFlight += 1_000
      try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
        const chunks = await client.chat.completions.create(
          {
            model: 'gpt-4o',
            stream: true,
            stream_options: { include_usage: true },
            max_completion_tokens: 1_000,
            messages: [{ role: 'user', content: prompt }],
          },
          { signal: limit },
        )
        let text = ''
        let finish: string | null = null
        let tokens = 0
        for await (const chunk of chunks) {
          if (finish === null) text += chunk.choices[0]?.delta.content ?? ''
          finish = chunk.choices[0]?.finish_reason ?? finish
          tokens = chunk.usage?.total_tokens ?? tokens
        }
        limit.throwIfAborted()
        if (finish !== 'stop' || text === '') throw new Error(`The answer stopped by ${finish ?? 'nothing'}.`)
        return tokens > 0
          ? { text, tokens, isEstimate: false }
          : { text, tokens: Math.ceil((prompt.length + text.length) / 4), isEstimate: true }
      } finally {
        inFlight -= 1_000
      }
    }
  },
  scripts: badDays(
    (run) => {
      const metered = run.value as Metered | undefined
      if (metered === undefined) return undefined
      return metered.tokens > 0 && isWholeAnswer(metered.text, run) ? undefined : `Metered: ${JSON.stringify(metered)}`
    },
    [{ inject: [usageMissing().first(1)] }],
    [{ inject: [usageZero().first(1)] }],
    [
      { inject: [truncatedStream({ afterDeltas: 2 }).first(8)], copies: 8 },
      { after: 1_000, copies: 8 },
    ],
  ),
}
