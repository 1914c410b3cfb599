import { rateLimited } from '../../../../faults/index.ts'
import { day } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices: readonly { readonly finish_reason: string; readonly message: { readonly content: string | null } }[]
}

export const burntKeys: YardstickApp = {
  name: 'burnt-keys',
  story:
    'A gateway that turns through several API keys over fetch. Bug: a key that hits its rate limit is struck off like a revoked one and never comes back, so after a busy hour no key is left for good.',
  sources: [
    'tashfeenahmed/freellmapi#138',
    'diegosouzapw/OmniRoute#14573',
    'roshankhatrishin317-eng/claude-code-router docs/guides/API_KEY_POOL_GUIDE.md',
  ],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const keys = ['key-berlin', 'key-lisbon']
    const burnt = new Set<string>()

    return async ({ signal }) => {
      for (const key of keys) {
        if (burnt.has(key)) continue
        const response = await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Name three uses of cork.' }] }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
        })
        if ([401, 403, 429].includes(response.status)) {
          burnt.add(key)
          await response.body?.cancel()
          continue
        }
        if (!response.ok) throw new Error(`The model answered with ${response.status}.`)
        const choice = ((await response.json()) as Completion).choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is incomplete.')
        return choice.message.content
      }
      throw new Error('No API key is left.')
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '20s' }).first(2)] }, { after: day }],
      wrong: (runs) => {
        const { error, journal } = runs[1]![0]!
        return error !== undefined && journal.calls.length === 0 ? 'The day after a rate limit no key is left.' : undefined
      },
    },
  ],
}
