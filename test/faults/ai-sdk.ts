import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, streamText } from 'ai'
import { question } from './bench.ts'

/** The AI SDK's models over both providers. */
export const aiSdkModels = [
  { name: '@ai-sdk/openai', model: () => createOpenAI({ apiKey: 'test' }).chat('gpt-4o') },
  { name: '@ai-sdk/anthropic', model: () => createAnthropic({ apiKey: 'test' })('claude-sonnet-5') },
] as const

type AiSdkModel = ReturnType<(typeof aiSdkModels)[number]['model']>

/** A streamed answer as read by the AI SDK: its parts, its errors, and its finish reason. */
export async function hearAiSdk(model: AiSdkModel): Promise<{ pieces: string[]; errors: unknown[]; finishReason: string | undefined }> {
  const heard = { pieces: [] as string[], errors: [] as unknown[], finishReason: undefined as string | undefined }
  try {
    for await (const part of streamText({ model, prompt: question, maxRetries: 0, onError() {} }).stream) {
      if (part.type === 'text-delta') heard.pieces.push(part.text)
      if (part.type === 'error') heard.errors.push(part.error)
      if (part.type === 'finish') heard.finishReason = part.finishReason
    }
  } catch (error) {
    heard.errors.push(error)
  }
  return heard
}

/** What the AI SDK makes of an answer that is not streamed. */
export async function askAiSdk(model: AiSdkModel): Promise<string> {
  return (await generateText({ model, prompt: question, maxRetries: 0 })).text
}
