import { openai } from '@ai-sdk/openai'
import { streamText, type LanguageModel } from 'ai'
import { completeText } from './complete.ts'

/** Streams an answer, and returns it only if it is complete. `textStream` alone hides errors and the finish reason. */
export async function ask(question: string, model: LanguageModel = openai('gpt-4o')): Promise<string> {
  const abortSignal = AbortSignal.timeout(90_000)
  const streamed = streamText({ model, prompt: question, maxRetries: 2, abortSignal, onError() {} })
  let text = ''
  for await (const part of streamed.stream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'text-delta') text += part.text
  }
  abortSignal.throwIfAborted()
  return completeText(text, await streamed.finishReason, 'stop')
}
