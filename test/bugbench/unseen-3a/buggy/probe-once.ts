import { FinishReason, GoogleGenAI } from '@google/genai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** A support bot that finds out once whether the large model can be used. */
export const probeOnce: YardstickApp = {
  name: 'probe-once',
  story:
    'A support bot on Google GenAI probes at its first question whether the account has the large model, and remembers it. Bug: any error of the probe counts as "not available", so one bad minute leaves all customers with the small model until the process restarts.',
  sources: ['MCPJam/inspector#2423', 'kunchenguid/backpass#80', 'unslothai/unsloth#8317'],
  faultsNeeded: 1,
  kind: 'transient',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 60_000 } })
    let hasLargeModel: boolean | undefined
    async function ask(model: string, contents: string, abortSignal: AbortSignal): Promise<string> {
      const answer = await client.models.generateContent({ model, contents, config: { abortSignal } })
      if (answer.candidates?.[0]?.finishReason !== FinishReason.STOP || !answer.text) throw new Error(`${model} did not finish its answer`)
      return answer.text
    }
    return async ({ signal }) => {
      if (hasLargeModel === undefined) {
        try {
          await ask('gemini-2.5-pro', 'Reply with OK.', signal)
          hasLargeModel = true
        } catch {
          signal.throwIfAborted()
          hasLargeModel = false
        }
      }
      const model = hasLargeModel ? 'gemini-2.5-pro' : 'gemini-2.5-flash'
      return { model, text: await ask(model, 'My invoice shows the wrong VAT number. What can I do?', signal) }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError({ status: 503 }).first(1)] }, { after: 24 * 3_600_000 }],
      wrong: (runs) =>
        runs[1]?.[0]?.journal.calls.some((call) => call.model.includes('pro'))
          ? undefined
          : 'A day later the large model is still not used.',
    },
  ],
}
