import OpenAI from 'openai'
import type { Answerer } from './answerer.ts'

/** The SDK's defaults, and a smaller model of the same provider as the fallback. */
export function createAnswerer(): Answerer {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  async function ask(model: string, question: string): Promise<{ text: string }> {
    const reply = await client.chat.completions.create({ model, messages: [{ role: 'user', content: question }] })
    return { text: reply.choices[0]!.message.content ?? '' }
  }
  return {
    answer: (question) => ask('gpt-4o', question).catch(() => ask('gpt-4o-mini', question)),
  }
}
