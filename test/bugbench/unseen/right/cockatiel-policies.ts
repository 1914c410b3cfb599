import { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhen, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel'
import OpenAI from 'openai'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

const transient = handleWhen(
  (error) =>
    !(error instanceof OpenAI.APIUserAbortError) && !(error instanceof OpenAI.APIError && error.status !== undefined && error.status < 429),
)

/** All policies in one place: a breaker around three tries of 15 s each. The SDK does not retry. */
function makeCaptions(): (image: string, signal: AbortSignal) => Promise<string> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const policy = wrap(
    circuitBreaker(transient, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) }),
    retry(transient, { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 5_000 }) }),
    timeout(15_000, TimeoutStrategy.Aggressive),
  )
  return (image, stopped) =>
    policy.execute(async ({ signal }) => {
      const { choices } = await client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: `Write a caption for ${image}.` }] },
        { signal },
      )
      if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The caption is not complete.')
      return choices[0].message.content
    }, stopped)
}

export const cockatielPolicies: YardstickApp = {
  name: 'cockatiel-policies',
  story:
    'Captions for images, with the policies of cockatiel: a circuit breaker around two retries around a timeout. While the breaker is open, callers get its error at once; after half a minute one of them probes.',
  sources: ['connor4312/cockatiel readme.md', 'jeanibarz/knowledge-base-mcp-server#687'],
  kind: 'transient',
  make() {
    const captionOf = makeCaptions()
    return ({ signal }) => captionOf('a lighthouse in the snow', signal)
  },
  scripts: ordeals({
    isFull: (value) => typeof value === 'string' && value !== '',
    fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
  }),
}
