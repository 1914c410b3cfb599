import { rateLimited } from '../../../../faults/index.ts'
import { pause } from '../pause.ts'
import { honorsRetryAfter } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices: readonly { readonly finish_reason: string; readonly message: { readonly content: string | null } }[]
}

export const retryAfterInMilliseconds: YardstickApp = {
  name: 'retry-after-in-milliseconds',
  story:
    'A client of its own over fetch that waits as Retry-After says. Bug: it takes the seconds for milliseconds, so it uses up all its tries within a fraction of a second, the user gets an error that waiting would have spared, and the limit stays hit.',
  sources: ['earendil-works/pi#9571', 'KanishJebaMathewM/Truxify#13770', 'open-telemetry/opentelemetry-js#7010'],
  faultsNeeded: 1,
  kind: 'transient',
  fitting: honorsRetryAfter(),
  make() {
    return async ({ signal }) => {
      for (let tries = 1; ; tries++) {
        const response = await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
          body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Translate "delivery note" to Dutch.' }] }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
        })
        if (response.ok) {
          const choice = ((await response.json()) as Completion).choices[0]
          if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The translation is incomplete.')
          return choice.message.content
        }
        await response.body?.cancel()
        const mayRetry = response.status >= 500 || (response.status === 429 && response.headers.has('retry-after'))
        if (!mayRetry || tries === 4) throw new Error(`The model answered with ${response.status}.`)
        const asked = Number(response.headers.get('retry-after') ?? '')
        await pause(asked > 0 ? asked : 500 * 2 ** tries, signal)
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '20s' }).between('0ms', '19s')] }],
      wrong: (runs) => {
        const { error, journal } = runs[0]![0]!
        return error !== undefined && journal.calls.length === 4 ? 'It gave up after 4 tries in a moment, asked to wait 20 s.' : undefined
      },
    },
  ],
}
