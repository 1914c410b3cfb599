import OpenAI from 'openai'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const limitedKeysStayOut: YardstickApp = {
  name: 'limited-keys-stay-out',
  story:
    'A gateway spreads calls to OpenRouter over a pool of two keys, and takes a key out that has hit its rate. The key never comes back, though its rate does within a minute: after a busy minute on both keys the gateway has none left, forever.',
  sources: ['Gitlawb/openclaude#780', 'diegosouzapw/OmniRoute#14573', 'NousResearch/hermes-agent#119162'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const pool = ['key-a', 'key-b'].map((apiKey) => ({
      client: new OpenAI({ apiKey, baseURL: 'https://openrouter.ai/api/v1', timeout: 20_000, maxRetries: 0, logLevel: 'off' }),
      isOut: false,
    }))

    async function ask(client: OpenAI, signal: AbortSignal): Promise<string> {
      const reply = await client.chat.completions.create(
        { model: 'openai/gpt-4o-mini', messages: [{ role: 'user', content: 'Suggest a name for a bakery near the harbour.' }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
      )
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`the reply ended with ${choice?.finish_reason}`)
      return choice.message.content
    }

    return async ({ signal }) => {
      let last: unknown = new Error('no usable key is left')
      for (const entry of pool) {
        if (entry.isOut) continue
        try {
          return { text: await ask(entry.client, signal) }
        } catch (error) {
          last = error
          if (!(error instanceof OpenAI.APIError) || error.status !== 429) throw error
          entry.isOut = true
        }
      }
      throw last
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '30s' })] }, { after: 86_400_000 }],
      wrong(steps) {
        const [run] = steps.at(-1) ?? []
        return run?.error instanceof Error && run.error.message === 'no usable key is left'
          ? 'No key has come back after a day.'
          : undefined
      },
    },
  ],
}
