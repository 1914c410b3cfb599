// The AI SDK: returns what `streamText` returns, as a route handler does.
import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'

const openai = createOpenAI()

export default function chat(question: string): { readonly textStream: AsyncIterable<string> } {
  return streamText({ model: openai.chat('gpt-4o'), prompt: question, onError: () => {} })
}
