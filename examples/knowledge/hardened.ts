import { QdrantClient } from '@qdrant/js-client-rest'
import OpenAI from 'openai'
import { promptOf, type Document, type PolicyAnswer, type PolicyAnswerer } from '../policy-answers/documents.ts'

const handedOver: PolicyAnswer = { text: 'I cannot look this up at the moment. A colleague will write to you.', verified: false }

/** Attempts per search. A search changes nothing, so it can be repeated. */
const attempts = 2

/**
 * Returns a sentence only if a document of the store contains it word for word. If the store fails, finds nothing, or returns something
 * else, no model is called, and a person answers.
 */
export function createAnswerer(): PolicyAnswerer {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 10_000 })
  const store = new QdrantClient({ checkCompatibility: false, timeout: 3_000 })

  async function search(question: string): Promise<Document[]> {
    const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: question })
    for (let attempt = 1; ; attempt++) {
      try {
        const { points } = await store.query('policies', { query: data[0]!.embedding, limit: 2, with_payload: true })
        return points.flatMap(({ payload }) => documentIn(payload) ?? [])
      } catch (error) {
        if (attempt === attempts) throw error
        await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 500))
      }
    }
  }

  return {
    async answer(question) {
      try {
        const documents = await search(question)
        if (documents.length === 0) return handedOver
        const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: promptOf(question, documents) })
        return quoteIn(reply.choices[0]?.message.content ?? '', documents) ?? handedOver
      } catch {
        return handedOver
      }
    },
  }
}

/** A document of the store. `undefined` if parts of it are missing. */
function documentIn(payload: Readonly<Record<string, unknown>> | null | undefined): Document | undefined {
  const { name, text } = payload ?? {}
  return typeof name === 'string' && typeof text === 'string' ? { id: name, text } : undefined
}

/** The answer, if a document contains it word for word: `A refund is paid within 30 days. [refunds]`. */
function quoteIn(text: string, documents: readonly Document[]): PolicyAnswer | undefined {
  const [, sentence, id] = /^(.+?)\s*\[([\w-]+)\]\s*$/s.exec(text.trim()) ?? []
  const isQuote = sentence !== undefined && documents.find((document) => document.id === id)?.text.includes(sentence)
  return isQuote === true ? { text: sentence, source: id!, verified: true } : undefined
}
