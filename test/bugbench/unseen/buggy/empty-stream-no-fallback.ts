import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { streamText, type LanguageModel } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import { fallsBack } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Streams an answer, from a second provider if the first fails before its first text. */
function makeAssistant(
  report: (text: string) => void,
): (question: string, show: (piece: string) => void, signal: AbortSignal) => Promise<string> {
  const models: LanguageModel[] = [
    createOpenAI({ apiKey: 'test' }).chat('gpt-4o'),
    createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6'),
  ]

  const stream = async (model: LanguageModel, prompt: string, show: (piece: string) => void, signal: AbortSignal): Promise<string> => {
    const { textStream } = streamText({
      model,
      prompt,
      maxRetries: 1,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      onError: ({ error }) => report(`The model failed: ${String(error)}`),
    })
    let text = ''
    for await (const piece of textStream) {
      text += piece
      show(piece)
    }
    return text
  }

  return async (question, show, signal) => {
    const [first, second] = models as [LanguageModel, LanguageModel]
    try {
      return await stream(first, question, show, signal)
    } catch (error) {
      if (signal.aborted) throw error
      return stream(second, question, show, signal)
    }
  }
}

export const emptyStreamNoFallback: YardstickApp = {
  name: 'empty-stream-no-fallback',
  story:
    'An assistant streams from OpenAI and falls back to Anthropic when that throws. But the text stream of the AI SDK does not throw: an error ends it, and goes to onError, and nothing here looks at how the stream ended. So the fallback is never asked, and the user gets an empty bubble, or half an answer, as the answer.',
  sources: ['vercel/ai#4726', 'vercel/ai#4720', 'vercel/ai#1517'],
  faultsNeeded: 1,
  kind: 'fallback',
  fitting: fallsBack(),
  make:
    () =>
    ({ observe, signal }) =>
      makeAssistant(observe.alert)('How long do parcels to Madeira take?', observe.streamed, signal),
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai')] }],
      wrong: ([step]) => (step?.[0]?.value === '' ? 'The answer is empty, and the fallback was not asked.' : undefined),
    },
  ],
}
