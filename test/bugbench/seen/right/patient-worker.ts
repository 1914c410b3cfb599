import { badDays } from '../bad-days.ts'
import { hour, isWholeAnswer, minute } from '../checks.ts'
import { pause, waitAskedBy } from '../pause.ts'
import { overloaded, rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Completion {
  readonly choices: readonly { readonly finish_reason: string; readonly message: { readonly content: string | null } }[]
}

class Unavailable extends Error {
  readonly wait: number | undefined

  constructor(reason: string, wait?: number) {
    super(reason)
    this.wait = wait
  }
}

async function once(signal: AbortSignal): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Write the minutes of the meeting.' }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]),
  }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new Unavailable(String(error))
  })
  const isForGood = response.headers.get('x-should-retry') === 'false' || (response.status === 429 && !response.headers.has('retry-after'))
  if (!isForGood && (response.status >= 500 || [408, 409, 429].includes(response.status)))
    throw new Unavailable(`HTTP ${response.status}`, waitAskedBy(response.headers) || undefined)
  if (!response.ok) throw new Error(`The request was refused with ${response.status}.`)
  const body: unknown = await response.json().catch((error: unknown) => {
    signal.throwIfAborted()
    throw new Unavailable(String(error))
  })
  const choice = (body as Completion).choices[0]
  if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The minutes are incomplete.')
  return choice.message.content
}

export const patientWorker: YardstickApp = {
  name: 'patient-worker',
  story:
    'A night worker over fetch that nobody waits for: it waits up to three hours for an answer, as long as the provider asks for or ever longer, and gives up at once on what was refused for good.',
  sources: ['diegosouzapw/OmniRoute#858', 'bytedance/deer-flow#4294'],
  kind: 'transient',
  make() {
    return async ({ signal }) => {
      const giveUpAt = Date.now() + 3 * 3_600_000
      for (let wait = 10_000; ; wait = Math.min(wait * 2, 900_000)) {
        try {
          return await once(signal)
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error
          const rest = (error.wait ?? wait) + Math.random() * 5_000
          if (Date.now() + rest > giveUpAt) throw error
          await pause(rest, signal)
        }
      }
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [overloaded({ retryAfter: '1h' }).between(0, hour)] }, { after: minute }],
    [{ inject: [rateLimited({ retryAfter: '10m' }).first(2)] }, { after: minute }],
  ),
}
