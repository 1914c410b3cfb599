import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { usageMissing } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly text: string
  readonly tokensLeft: number
}

const cap = 5_000
const day = 86_400_000

export const dailyTokenCap: YardstickApp = {
  name: 'daily-token-cap',
  story: `A free tier on generateText of the AI SDK with 5,000 tokens a day. Bug: what a call used is added without a look at whether the
    provider said it. The AI SDK gives undefined then, the sum becomes NaN, and "NaN >= cap" is false until midnight: after one reply
    without usage nobody is turned away any more, and the owner pays.`,
  sources: ['usestrix/strix#576', 'NousResearch/hermes-agent#12023', 'api7/aisix#794', 'omnigent-ai/omnigent#4704'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    let ledger = { day: 0, tokens: 0 }

    return async ({ signal }): Promise<Reply> => {
      const today = Math.floor(Date.now() / day)
      if (ledger.day !== today) ledger = { day: today, tokens: 0 }
      if (ledger.tokens >= cap) throw new Error('The free tokens of today are used up.')
      const { text, usage, finishReason } = await generateText({
        model: openai('gpt-4o-mini'),
        prompt: 'Suggest a name for a bakery in Porto.',
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      ledger.tokens += Number(usage.totalTokens)
      if (finishReason !== 'stop' || text === '') throw new Error(`The answer is not complete: ${finishReason}.`)
      return { text, tokensLeft: cap - ledger.tokens }
    }
  },
  scripts: [
    {
      steps: [{ inject: [usageMissing()] }, { after: 60_000 }, { after: 60_000 }],
      wrong(runs) {
        const left = (runs.at(-1)?.[0]?.value as Reply | undefined)?.tokensLeft
        return Number.isNaN(left) ? 'The counter of the day is NaN, and the cap turns nobody away until midnight.' : undefined
      },
    },
  ],
}
