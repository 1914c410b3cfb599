import { Mistral } from '@mistralai/mistralai'
import { ConnectionError, MistralError, RequestTimeoutError } from '@mistralai/mistralai/models/errors'
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import type { Task } from '../../../../src/property/index.ts'
import { authenticationFailed, truncatedAtMaxTokens, neverResponds, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

type Quote = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'paused' | 'failed' }

const isOutage = (error: unknown): boolean =>
  (error instanceof MistralError && error.statusCode >= 500) || error instanceof ConnectionError || error instanceof RequestTimeoutError

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })
  const breaker = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(3) })

  async function ask(signal: AbortSignal | undefined): Promise<string> {
    const reply = await client.chat.complete(
      { model: 'mistral-small-latest', messages: [{ role: 'user', content: 'Word an offer for painting two rooms.' }] },
      { signal: within(20_000, signal) },
    )
    const choice = reply.choices[0]
    const text = choice?.message?.content
    if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text.trim() === '') throw new Error('The offer is incomplete.')
    return text
  }

  return async ({ observe, signal }): Promise<Quote> => {
    try {
      return { ok: true, text: await breaker.execute(async () => ask(signal)) }
    } catch (error) {
      signal?.throwIfAborted()
      observe.alert(`No offer: ${String(error)}`)
      return { ok: false, reason: error instanceof BrokenCircuitError ? 'paused' : 'failed' }
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return undefined
  const quote = run.value as Quote
  if (quote.ok && !finishedAnswers(run).includes(quote.text)) return 'An offer passes as good, and no finished answer says it.'
  if (!quote.ok && run.alerts.length === 0) return 'An offer failed without an alert.'
  return undefined
}

const outage = { inject: [serverError()], after: 1000 }

export const quoteDesk: YardstickApp = {
  name: 'quote-desk',
  story:
    'Offers by Mistral behind a circuit breaker of cockatiel. It never retries and never rejects: a failure is the value { ok: false } with a reason, and after three outages in a row it answers "paused" without a call until a probe succeeds.',
  sources: ['connor4312/cockatiel readme.md (circuitBreaker)', 'vellum-ai/vellum-assistant#8108', 'xvirobotics/metabot#414'],
  kind: 'state',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [truncatedStream({ at: '100 bytes' })] }],
      [{ inject: [authenticationFailed()] }],
      [{ inject: [truncatedAtMaxTokens()] }],
      [{ inject: [neverResponds()], copies: 2 }],
      [{ inject: [neverResponds()], abortAfter: 5000 }],
      [outage, outage, outage, outage, {}],
    ]),
    recovering(wrong, [outage, outage, outage, outage, { after: 86_400_000 }]),
    recovering(wrong, [outage, outage, outage, { after: 60_000, inject: [authenticationFailed()] }, { after: 60_000 }]),
  ],
}
