import { rateLimited } from '../../../../faults/index.ts'
import { honorsRetryAfter } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Message {
  readonly stop_reason: string
  readonly content: readonly { readonly type: string; readonly text?: string }[]
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** Calls Claude without an SDK. Waits for the time in Retry-After, up to 30 times. */
async function ask(prompt: string, signal: AbortSignal): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: prompt }] }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
    })
    if (response.status === 429 && attempt < 30) {
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after') ?? 5)
      await wait(Math.min(seconds * 1_000, 60_000))
      signal.throwIfAborted()
      continue
    }
    if (!response.ok) throw new Error(`Anthropic answered ${response.status}.`)
    const message = (await response.json()) as Message
    if (message.stop_reason !== 'end_turn') throw new Error(`The answer ended with ${message.stop_reason}.`)
    const answer = message.content.map(({ text }) => text ?? '').join('')
    if (answer === '') throw new Error('The answer is empty.')
    return answer
  }
}

export const retryDateNotANumber: YardstickApp = {
  name: 'retry-date-not-a-number',
  story:
    'A small client waits as long as Retry-After says. It takes the header for a number of seconds. If it is a date, the wait is not a number, which a timer takes for 1 ms: thirty requests go out at once to a provider that asked for a pause, and the account is blocked.',
  sources: ['openai/openai-node src/client.ts (retryRequest)', 'https://httpwg.org/specs/rfc9110.html#field.retry-after'],
  faultsNeeded: 1,
  kind: 'transient',
  fitting: honorsRetryAfter(),
  make:
    () =>
    ({ signal }) =>
      ask('Name three synonyms of "parcel".', signal),
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '20s', form: 'date' }).between(0, '20s')] }],
      wrong: ([step]) => {
        const early = step?.[0]?.journal.calls.filter(({ startedAt }) => startedAt < 2_000).length ?? 0
        return early > 5 ? `${early} requests in two seconds, although the provider asked for a pause.` : undefined
      },
    },
  ],
}
