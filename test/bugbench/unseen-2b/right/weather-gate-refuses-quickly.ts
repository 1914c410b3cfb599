import { GoogleGenAI, FinishReason } from '@google/genai'
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import { permissionDenied, serverError, stalledStream, wrongContentLength } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

class StoppedError extends Error {}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  if (runs.at(-1)?.[0]?.error !== undefined) return 'The gate does not recover.'
  for (const { value, journal } of runs.flat()) {
    const paused = (value as { ok: boolean } | undefined)?.ok === false
    if (paused && journal.calls.length > 0) return 'A paused gate calls the provider.'
  }
  return (runs.at(-1)?.[0]?.value as { ok: boolean } | undefined)?.ok === true ? undefined : 'A day later the gate is still paused.'
}

export const weatherGateRefusesQuickly: YardstickApp = {
  name: 'weather-gate-refuses-quickly',
  story:
    'Weather texts of Gemini behind a cockatiel breaker that never retries: two failures of any kind, a refused key too, and the gate is paused for five minutes. A paused gate resolves at once with { ok: false } and the time to come back; other failures are handed on. Unusual: the provider may be well again while the gate still refuses.',
  sources: ['connor4312/cockatiel', 'heznpc/AirMCP#249', 'nodeshift/opossum'],
  kind: 'state',
  make() {
    const pause = 300_000
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })
    const breaker = circuitBreaker(
      handleWhen((error) => !(error instanceof StoppedError)),
      { halfOpenAfter: pause, breaker: new ConsecutiveBreaker(2) },
    )
    let pausedAt = 0
    breaker.onBreak(() => (pausedAt = Date.now()))
    return async ({ signal }) => {
      try {
        const text = await breaker.execute(async () => {
          const request = {
            model: 'gemini-2.5-flash',
            contents: 'Describe the weather at sea.',
            config: { abortSignal: signal },
          }
          const reply = await client.models.generateContent(request).catch((error: unknown) => {
            throw signal.aborted ? new StoppedError('The user has left.', { cause: error }) : error
          })
          const finish = reply.candidates?.[0]?.finishReason
          if (finish !== FinishReason.STOP || !reply.text) throw new Error(`The text ended with ${finish}.`)
          return reply.text
        })
        return { ok: true, text }
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error
        return { ok: false, reason: 'paused', retryAt: new Date(pausedAt + pause).toISOString() }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { inject: [serverError()] }, {}, { after: 86_400_000 }], wrong },
    {
      steps: [{ inject: [permissionDenied()], copies: 2 }, {}, { inject: [permissionDenied()], after: 400_000 }, {}, { after: 400_000 }],
      wrong,
    },
    { steps: [{ inject: [wrongContentLength()] }, { inject: [stalledStream()] }, { after: 86_400_000, copies: 2 }], wrong },
  ],
}
