import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { truncatedAtMaxTokens } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const cachesWholeAnswers: YardstickApp = {
  name: 'caches-whole-answers',
  story:
    'A glossary that asks for each term once and keeps what came, for ever: a second run makes no request at all. Failures and answers that are cut are not kept.',
  sources: ['HKUDS/LightRAG#3446', 'promptfoo/promptfoo#706'],
  kind: 'state',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const glossary = new Map<string, string>()

    async function explain(term: string, signal: AbortSignal): Promise<string> {
      const { text, finishReason } = await generateText({
        model: openai.chat('gpt-4o-mini'),
        prompt: `Explain the term "${term}".`,
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]),
      })
      if (finishReason !== 'stop' || text === '') throw new Error(`The explanation stopped by ${finishReason}.`)
      return text
    }

    return async ({ signal }) => {
      const known = glossary.get('demurrage')
      if (known !== undefined) return known
      const text = await explain('demurrage', signal)
      glossary.set('demurrage', text)
      return text
    }
  },
  scripts: badDays(
    (run, runs) =>
      run.value === undefined || runs.flat().some((other) => isWholeAnswer(run.value, other)) ? undefined : `Kept: ${String(run.value)}`,
    [{ inject: [truncatedAtMaxTokens({ after: 5 }).first(1)] }, { after: 1_000 }],
  ),
}
