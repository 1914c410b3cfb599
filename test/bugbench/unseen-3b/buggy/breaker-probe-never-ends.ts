import { ApiError, FinishReason, GoogleGenAI } from '@google/genai'
import { quotaExhausted, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class Breaker {
  #openedAt: number | undefined
  #probing = false

  async run<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    if (this.#openedAt !== undefined) {
      if (this.#probing || Date.now() - this.#openedAt < 30_000) throw new Error('The model is switched off for the moment.')
      this.#probing = true
    }
    try {
      const value = await work()
      this.#openedAt = undefined
      this.#probing = false
      return value
    } catch (error) {
      if (signal.aborted) {
        this.#probing = false
        throw error
      }
      // A refusal of the provider is not a sign of its health.
      if (error instanceof ApiError && error.status < 500) throw error
      this.#probing = false
      this.#openedAt = Date.now()
      throw error
    }
  }
}

export const breakerProbeNeverEnds: YardstickApp = {
  name: 'breaker-probe-never-ends',
  story:
    'A ticket classifier on Gemini has a breaker that opens with the first failure and lets one probe through after 30 s. Refusals such as 429 do not count as failures, and neither do they end the probe: if the probe after an outage meets a refusal, the breaker waits for it for ever, and tickets stay unsorted until a restart.',
  sources: ['bytedance/deer-flow#3991', 'JeffOtano/roni#323', 'diegosouzapw/OmniRoute#13836'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })
    const breaker = new Breaker()
    const ask = async (signal: AbortSignal): Promise<string> => {
      const response = await client.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'Which team should answer: "My invoice is wrong"?',
        config: { abortSignal: signal },
      })
      const reason = response.candidates?.[0]?.finishReason
      if (reason !== FinishReason.STOP || !response.text) throw new Error(`The model gave no complete answer: ${reason ?? 'nothing'}.`)
      return response.text
    }
    return ({ signal }) => breaker.run(() => ask(signal), signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 3_600_000, inject: [quotaExhausted()] }, { after: 24 * 3_600_000 }],
      wrong(steps) {
        const last = steps[2]?.[0]
        return last?.error !== undefined && last.journal.calls.length === 0
          ? 'A day after the outage the breaker still lets nothing through.'
          : undefined
      },
    },
  ],
}
