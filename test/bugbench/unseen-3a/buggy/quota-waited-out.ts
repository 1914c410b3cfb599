import { DelegateBackoff, handleWhen, retry } from 'cockatiel'
import OpenAI from 'openai'
import { quotaExhausted } from '../../../../faults/catalogue.ts'
import { noRetryOfPermanent } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const patience = 300_000

/** Milliseconds that the provider demands to wait, if it does. */
function askedWait(error: unknown): number | undefined {
  if (!(error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError)) return undefined
  const header = error.headers.get('retry-after')
  if (header === null) return undefined
  const ms = /^[\d.]+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(ms, 1_000) : undefined
}

function isTransient(error: unknown): boolean {
  if ((askedWait(error) ?? 0) > patience) return false
  return (
    (error instanceof OpenAI.APIConnectionError && !(error instanceof OpenAI.APIUserAbortError)) ||
    error instanceof OpenAI.RateLimitError ||
    error instanceof OpenAI.InternalServerError
  )
}

/** A product text writer that waits out rate limits. */
export const quotaWaitedOut: YardstickApp = {
  name: 'quota-waited-out',
  story:
    'A shop writes product texts with the OpenAI SDK and cockatiel, and waits out rate limits for minutes. Bug: every 429 counts as a rate limit, so an account without money (insufficient_quota) is asked again and again, and the editor learns only after minutes that somebody has to pay.',
  sources: ['langchain-ai/langchainjs#1929', 'vybestack/llxprt-code#3140', '2389-research/tracker#547'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: noRetryOfPermanent(),
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 60_000 })
    const policy = retry(handleWhen(isTransient), {
      maxAttempts: 5,
      backoff: new DelegateBackoff(
        ({ attempt, result }) => ('error' in result ? askedWait(result.error) : undefined) ?? 4_000 * 2 ** attempt,
      ),
    })
    return ({ signal }) =>
      policy.execute(async () => {
        const messages = [{ role: 'user' as const, content: 'Describe a foldable bicycle basket in two sentences.' }]
        const answer = await client.chat.completions.create({ model: 'gpt-4o-mini', messages }, { signal })
        const choice = answer.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The text is not complete.')
        return choice.message.content
      }, signal)
  },
  scripts: [
    {
      steps: [{ inject: [quotaExhausted()] }],
      wrong: (runs) => ((runs[0]?.[0]?.journal.calls.length ?? 0) > 1 ? 'An account without money is asked again.' : undefined),
    },
  ],
}
