import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { rateLimited } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps } from '../common-steps.ts'

/** A fact check that makes three calls and counts. */
export const majorityOfThree: YardstickApp = {
  name: 'majority-of-three',
  story:
    'A fact check asks the same question three times at once by the AI SDK. It answers if two samples agree word for word, tells how many did, and says "undecided" if too few came or agreed.',
  sources: ['ai-christianson/RA.Aid#167', 'barun-saha/kodeagent#95'],
  kind: 'content',
  make() {
    const model = createOpenAI({ apiKey: 'test' }).chat('gpt-4o-mini')
    async function sample(signal: AbortSignal): Promise<string> {
      const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(90_000)])
      const prompt = 'In which year was the bridge over the strait opened? Answer in one short sentence.'
      const { text, finishReason } = await generateText({ model, prompt, maxRetries: 1, abortSignal })
      if (finishReason !== 'stop' || text.trim() === '') throw new Error(`A sample ended with ${finishReason}`)
      return text.trim()
    }
    return async ({ signal }) => {
      const samples = await Promise.allSettled([sample(signal), sample(signal), sample(signal)])
      signal.throwIfAborted()
      const votes = new Map<string, number>()
      for (const each of samples) if (each.status === 'fulfilled') votes.set(each.value, (votes.get(each.value) ?? 0) + 1)
      const failed = samples.filter((each) => each.status === 'rejected').length
      const [best] = [...votes].toSorted(([, left], [, right]) => right - left)
      if (best === undefined || best[1] < 2) return { verdict: 'undecided', failed }
      return { verdict: 'agreed', text: best[0], votes: best[1], failed }
    }
  },
  scripts: [...commonSteps, [{ inject: [rateLimited({ retryAfter: '5s' }).first(2)] }]].map((steps) => ({
    steps,
    wrong(runs) {
      const values = runs.flat().map((run) => JSON.stringify(run.value))
      if (values.some((value) => !value?.includes('verdict'))) return 'A run has no verdict.'
      return values.at(-1)?.includes('agreed') ? undefined : 'The check does not recover.'
    },
  })),
}
