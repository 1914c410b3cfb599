import type OpenAI from 'openai'

/** A page of rules, one rule per sentence. */
export interface Document {
  readonly id: string
  readonly text: string
}

/** The answer to a customer. */
export interface PolicyAnswer {
  readonly text: string
  /** The document that contains it, word for word. */
  readonly source?: string
  /** `false` if no document confirms the text. */
  readonly verified?: boolean
}

/** Answers questions from documents only. */
export interface PolicyAnswerer {
  answer(question: string): Promise<PolicyAnswer>
}

export function promptOf(question: string, pages: readonly Document[]): OpenAI.ChatCompletionMessageParam[] {
  const rules = 'Answer with one sentence, copied word for word from a document, and with the id of the document in brackets.'
  const quoted = pages.map(({ id, text }) => `[${id}] ${text}`).join('\n')
  return [
    { role: 'system', content: `${rules}\n\n${quoted}` },
    { role: 'user', content: question },
  ]
}

/** The documents nearest to a question, by their vectors. */
export function nearest(documents: readonly Document[], asked: readonly number[], vectors: readonly (readonly number[])[]): Document[] {
  const similarity = (index: number): number => vectors[index]!.reduce((sum, value, place) => sum + value * asked[place]!, 0)
  return documents
    .map((document, index) => ({ document, similarity: similarity(index) }))
    .toSorted((one, other) => other.similarity - one.similarity)
    .slice(0, 2)
    .map(({ document }) => document)
}
