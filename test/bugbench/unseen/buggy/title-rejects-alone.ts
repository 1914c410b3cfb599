import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import { noUnhandledRejection } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Answers the first question of a chat, and finds a title for it at the same time. */
function makeChatStart(): (question: string, signal: AbortSignal) => Promise<{ answer: string; title: string }> {
  const anthropic = createAnthropic({ apiKey: 'test' })
  const openai = createOpenAI({ apiKey: 'test' })

  const titleOf = async (question: string, abortSignal: AbortSignal): Promise<string> => {
    const { text } = await generateText({ model: openai.chat('gpt-4o-mini'), prompt: `Title for: ${question}`, maxRetries: 1, abortSignal })
    return text.slice(0, 40)
  }

  return async (question, signal) => {
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
    const title = titleOf(question, abortSignal)
    const { text, finishReason } = await generateText({
      model: anthropic('claude-sonnet-4-6'),
      prompt: question,
      maxRetries: 3,
      abortSignal,
    })
    if (finishReason !== 'stop' || text === '') throw new Error(`The answer ended with ${finishReason}.`)
    return { answer: text, title: await title }
  }
}

export const titleRejectsAlone: YardstickApp = {
  name: 'title-rejects-alone',
  story:
    'A chat starts two calls at once: the answer, and a short title. The promise of the title is awaited last. If it rejects while the answer is under way, nobody listens: an unhandled rejection ends the Node process, and every other chat on it.',
  sources: ['diegosouzapw/OmniRoute#10846', 'juspay/neurolink#1649', 'SchneiderDaniel/cheasee-pi#247'],
  faultsNeeded: 1,
  kind: 'transient',
  fitting: noUnhandledRejection(),
  make() {
    const start = makeChatStart()
    return ({ signal }) => start('How do I pack a mirror for the post?', signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }],
      wrong: ([step]) => step?.[0]?.alerts.find((alert) => alert.startsWith('unhandled rejection')),
    },
  ],
}
