import { QdrantClient } from '@qdrant/js-client-rest'
import OpenAI from 'openai'
import { promptOf, type Document, type PolicyAnswerer } from '../policy-answers/documents.ts'

/** Retrieval as in the tutorials: search the store, call the model, return. */
export function createAnswerer(): PolicyAnswerer {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const store = new QdrantClient({ checkCompatibility: false })

  async function search(question: string): Promise<Document[]> {
    try {
      const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: question })
      const { points } = await store.query('policies', { query: data[0]!.embedding, limit: 2, with_payload: true })
      return points.map(({ id, payload }) => ({ id: String(payload?.['name'] ?? id), text: String(payload?.['text']) }))
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
