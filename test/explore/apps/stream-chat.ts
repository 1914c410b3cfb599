// The AI SDK: returns what `streamText` returns, as a route handler does.
import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'

const openai = createOpenAI()

// oxlint-disable-next-line import/no-default-export -- route handlers are default exports
export default function chat(question: string): { readonly textStream: AsyncIterable<string> } {
  return streamText({ model: openai.chat('gpt-4o'), prompt: question, onError: () => {} })
}
