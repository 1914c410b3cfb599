import { badDays } from '../bad-days.ts'
import { isWholeAnswer, minute } from '../checks.ts'
import { waitAskedBy } from '../pause.ts'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices: readonly { readonly finish_reason: string; readonly message: { readonly content: string | null } }[]
}

export const keysRestAndReturn: YardstickApp = {
  name: 'keys-rest-and-return',
  story:
    'Turns through API keys over fetch. A key that hits its limit rests as long as the provider asks for, a refused one for an hour; when all rest, it fails at once and says when the first comes back.',
  sources: ['diegosouzapw/OmniRoute#14573', 'tashfeenahmed/freellmapi#138', 'interplaynetary/free-association server/key-pool/README.md'],
  kind: 'state',
  make() {
    const keys = ['key-oslo', 'key-turin', 'key-porto']
    const restsUntil = new Map<string, number>()
    let turn = 0

    return async ({ signal }) => {
      const ready = keys.filter((key) => (restsUntil.get(key) ?? 0) <= Date.now())
      const from = ready.length === 0 ? 0 : turn++ % ready.length
      for (const key of [...ready.slice(from), ...ready.slice(0, from)]) {
        const response = await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Name three rivers.' }] }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
        })
        if ([401, 402, 403, 429].includes(response.status)) {
          const rest = response.status === 429 ? waitAskedBy(response.headers) || 60_000 : 3_600_000
          restsUntil.set(key, Date.now() + rest)
          await response.body?.cancel()
          continue
        }
        if (!response.ok) throw new Error(`The model answered with ${response.status}.`)
        const choice = ((await response.json()) as Completion).choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is incomplete.')
        return choice.message.content
      }
      const next = Math.min(...keys.map((key) => restsUntil.get(key) ?? 0))
      throw new Error(`All keys rest until ${new Date(next).toISOString()}.`)
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [rateLimited({ retryAfter: '20s' }).first(1)] }, {}],
    [{ inject: [rateLimited({ retryAfter: '20s' }).first(3)] }, { after: minute }],
  ),
}
