import { ApiError, FinishReason, GoogleGenAI } from '@google/genai'
import { badRequest, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class Breaker {
  #failures = 0
  #openedAt: number | undefined
  #probing = false

  async run<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    if (this.#openedAt !== undefined) {
      if (this.#probing || Date.now() - this.#openedAt < 60_000) throw new Error('The circuit is open.')
      this.#probing = true
    }
    try {
      const value = await work()
      this.#failures = 0
      this.#openedAt = undefined
      this.#probing = false
      return value
    } catch (error) {
      if (signal.aborted) {
        this.#probing = false
        throw error
      }
      // A wrong request is not a sign of the health of the provider.
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) throw error
      this.#failures += 1
      this.#probing = false
      if (this.#failures >= 3) this.#openedAt = Date.now()
      throw error
    }
  }
}

export const breakerWaitsForARefusedProbe: YardstickApp = {
  name: 'breaker-waits-for-a-refused-probe',
  story:
    'Caption service on @google/genai behind a circuit breaker: three failures open it, after a minute one call may probe. Requests that are refused as wrong do not count as failures. Bug: if the probe itself is refused as wrong, nobody gives its place back. The breaker waits for a probe that has ended, and no caption is written until a restart.',
  sources: ['getnora-io/nora#585', 'decocms/studio#5322', 'JeffOtano/roni#323', 'github/gh-aw-mcpg#10686'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000 } })
    const breaker = new Breaker()
    return ({ signal }) =>
      breaker.run(async () => {
        const reply = await client.models.generateContent({
          model: 'gemini-2.5-flash',
          contents: 'Write a caption for the photo of the harbor.',
          config: { abortSignal: signal },
        })
        const finish = reply.candidates?.[0]?.finishReason
        if (finish !== FinishReason.STOP || !reply.text) throw new Error(`The caption ended with ${finish}.`)
        return reply.text
      }, signal)
  },
  scripts: [
    {
      steps: [
        ...Array.from({ length: 3 }, () => ({ inject: [serverError()] })),
        { inject: [badRequest()], after: 61_000 },
        { after: 86_400_000 },
      ],
      wrong: (runs) => (String(runs[4]?.[0]?.error).includes('circuit is open') ? 'A day later the circuit is still open.' : undefined),
    },
  ],
}
