import OpenAI from 'openai'
import { nearest, promptOf, type Document, type PolicyAnswer, type PolicyAnswerer } from './documents.ts'

/** How often the model is called for a quote. */
const attempts = 2

const handedOver: PolicyAnswer = { text: 'I cannot confirm an answer from our policies. A colleague will write to you.', verified: false }

/**
 * Returns a sentence only if the cited document contains it word for word. Otherwise, and if the search or the model fails, a
 * person answers.
 */
export function createAnswerer(documents: readonly Document[]): PolicyAnswerer {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 20_000 })

  async function search(question: string): Promise<Document[]> {
    const input = [question, ...documents.map(({ text }) => text)]
    const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input })
    const [asked, ...vectors] = data.map(({ embedding }) => embedding)
    const isVector = (vector: readonly number[]): boolean => vector.length === asked!.length && vector.every(Number.isFinite)
    if (asked === undefined || vectors.length !== documents.length || !vectors.every(isVector))
      throw new Error(`Expected ${input.length} vectors of one length.`)
    return nearest(documents, asked, vectors)
  }

  /** The answer, if it is a quote: `A refund is paid within 30 days. [refunds]`. */
  function quoteIn(text: string): PolicyAnswer | undefined {
    const [, sentence, id] = /^(.+?)\s*\[([\w-]+)\]\s*$/s.exec(text.trim()) ?? []
    const isQuote = sentence !== undefined && documents.find((document) => document.id === id)?.text.includes(sentence)
    return isQuote === true ? { text: sentence, source: id!, verified: true } : undefined
  }

  return {
    async answer(question) {
      try {
        const messages = promptOf(question, await search(question))
        for (let attempt = 0; attempt < attempts; attempt++) {
          const reply = await client.chat.completions.create({ model: 'gpt-4o', messages })
          const quote = quoteIn(reply.choices[0]?.message.content ?? '')
          if (quote !== undefined) return quote
        }
      } catch {
        // After any failure, a person can answer.
      }
      return handedOver
    },
  }
}
