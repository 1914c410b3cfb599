import { GoogleGenAI, ApiError, FinishReason } from '@google/genai'
import { ConsecutiveBreaker, circuitBreaker, CircuitState, handleWhen, isBrokenCircuitError } from 'cockatiel'
import { badRequest, truncatedAtMaxTokens, overloaded, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

/** The reader has left: no failure of the provider. */
class LeftError extends Error {}

function isOutage(error: unknown): boolean {
  if (error instanceof LeftError) return false
  return !(error instanceof ApiError) || error.status === 429 || error.status >= 500
}

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    const value = run.value as { ok: boolean; text?: string } | undefined
    if (value?.ok === true && !run.journal.calls.some(({ truth }) => truth === value.text)) return 'Half an answer was returned.'
    if (value?.ok === false && run.alerts.length === 0) return 'Nobody is told that there is no answer.'
  }
  const last = steps.at(-1)?.[0]
  return steps.length > 1 && last?.journal.calls.length === 0 ? 'The breaker is still open.' : undefined
}

export const breakerThatCloses: YardstickApp = {
  name: 'breaker-that-closes',
  story:
    'A weather column asks Gemini behind a circuit breaker of cockatiel, and answers {ok: false} with the reason while Gemini cannot be had: the page leaves the column out then. Only outages count for the breaker; after half a minute one request probes.',
  sources: ['connor4312/cockatiel#91', 'bytedance/deer-flow#3991', 'auth0/disyuntor#6'],
  kind: 'state',
  make() {
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 15_000, retryOptions: { attempts: 1 } } })
    const breaker = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(3) })

    async function column(signal: AbortSignal): Promise<string> {
      const reply = await gemini.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'Write three sentences on how farmers read the clouds.',
        config: { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) },
      })
      if (reply.candidates?.[0]?.finishReason !== FinishReason.STOP || !reply.text) throw new Error('the column is not complete')
      return reply.text
    }

    async function columnFor(signal: AbortSignal): Promise<string> {
      try {
        return await column(signal)
      } catch (error) {
        throw signal.aborted ? new LeftError('the reader has left', { cause: error }) : error
      }
    }

    return async ({ observe, signal }) => {
      try {
        return { ok: true, text: await breaker.execute(async () => columnFor(signal)) }
      } catch (error) {
        signal.throwIfAborted()
        const reason = isBrokenCircuitError(error) ? 'Gemini has failed a moment ago' : String(error)
        observe.alert(`no column (breaker ${CircuitState[breaker.state]}): ${reason}`)
        return { ok: false, reason }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()], copies: 4 }, { after: 40_000 }, { after: 1_000 }], wrong },
    { steps: [{ inject: [truncatedStream()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [overloaded()], copies: 3 }, { after: 40_000, inject: [badRequest()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [overloaded({ retryAfter: '20s' })] }, { after: 86_400_000, copies: 2 }], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '10s' })], abortAfter: 3_000 }, {}], wrong },
  ],
}
