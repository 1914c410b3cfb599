import OpenAI from 'openai'
import { nearest, promptOf, type Document, type PolicyAnswerer } from './documents.ts'

/** Retrieval as in the tutorials: search, call, return. The prompt requests a quote, but nothing checks it. */
export function createAnswerer(documents: readonly Document[]): PolicyAnswerer {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })

  async function search(question: string): Promise<Document[]> {
    try {
      const input = [question, ...documents.map(({ text }) => text)]
      const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input })
      const [asked, ...vectors] = data.map(({ embedding }) => embedding)
      return nearest(documents, asked!, vectors)
    } catch {
      // "The search only helps": without it, the model answers from its own knowledge.
      return []
    }
  }

  return {
    async answer(question) {
      const messages = promptOf(question, await search(question))
      const reply = await client.chat.completions.create({ model: 'gpt-4o', messages })
      return { text: reply.choices[0]!.message.content ?? '' }
    },
  }
}
