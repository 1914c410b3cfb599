import { ChatOpenAI } from '@langchain/openai'
import { completeText } from './complete.ts'

/** Streams an answer, and returns it only if it is complete. A signal ends retries, too. */
export async function ask(question: string): Promise<string> {
  const model = new ChatOpenAI({ apiKey: process.env['OPENAI_API_KEY'] ?? 'none', model: 'gpt-4o', timeout: 20_000, maxRetries: 2 })
  let [text, finish] = ['', undefined as string | undefined]
  for await (const chunk of await model.stream(question, { signal: AbortSignal.timeout(90_000) })) {
    text += chunk.text
    finish = (chunk.response_metadata['finish_reason'] as string | undefined) ?? finish
  }
  return completeText(text, finish, 'stop')
}
