import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { invalidVector } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { askOpenAI } from '../asked.ts'
import { patiently, ReplyError } from '../patiently.ts'

const questions = [
  'How do I cancel my gym contract?',
  'Which documents does my child need for the swimming course?',
  'Is the sauna open on Sundays?',
]

const Embedded = z.object({ data: z.array(z.object({ embedding: z.array(z.number().nullable()).length(1536) })).length(1) })

interface Entry {
  readonly vector: readonly number[]
  readonly answer: string
  readonly until: number
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [dot, lengthA, lengthB] = [0, 0, 0]
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? 0
    dot += x * y
    lengthA += x * x
    lengthB += y * y
  }
  return dot / Math.sqrt(lengthA * lengthB)
}

/** Answers by meaning: a question that is near enough to an older one gets its answer. */
class SemanticCache {
  #entries: Entry[] = []

  find(vector: readonly number[]): string | undefined {
    this.#entries = this.#entries.filter((entry) => entry.until > Date.now())
    for (const entry of this.#entries) {
      if (cosine(vector, entry.vector) < 0.93) continue
      return entry.answer
    }
    return undefined
  }

  add(vector: readonly number[], answer: string): void {
    this.#entries.push({ vector, answer, until: Date.now() + 86_400_000 })
  }
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const cache = new SemanticCache()
  let asked = 0

  async function embed(text: string, signal: AbortSignal | undefined): Promise<number[]> {
    const reply = await patiently(
      async (within) =>
        client.embeddings.create({ model: 'text-embedding-3-small', input: text, encoding_format: 'float' }, { signal: within }),
      { who: 'OpenAI embeddings', signal },
    )
    const read = Embedded.safeParse(reply)
    if (!read.success) throw new ReplyError('The question could not be embedded.', { cause: read.error })
    return read.data.data.flatMap(({ embedding }) => embedding.map(Number))
  }

  return async ({ signal }) => {
    const question = questions[asked++ % questions.length] ?? ''
    const vector = await embed(question, signal)
    const known = cache.find(vector)
    if (known !== undefined) return { question, answer: known }
    const answer = await patiently(
      async (within) => askOpenAI(client, within, { model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] }),
      { who: 'OpenAI', signal },
    )
    cache.add(vector, answer)
    return { question, answer }
  }
}

export const faqCache: YardstickApp = {
  name: 'faq-cache',
  story:
    'The members of a gym ask; a semantic cache gives a question that is near to an older one its answer. The bug: an embedding of zeros makes the similarity NaN, which is not less than the threshold, so that the first entry counts as a hit. Someone who asks about the swimming course reads how to cancel the contract.',
  sources: ['diegosouzapw/OmniRoute#12885', 'HKUDS/LightRAG#3446', 'llm4s/llm4s#377'],
  faultsNeeded: 1,
  kind: 'content',
  make,
  scripts: [
    {
      steps: [{}, { inject: [invalidVector()] }],
      wrong: (runs) => {
        const [first, second] = runs.map(([run]) => run?.value as { question: string; answer: string } | undefined)
        return first !== undefined && second?.answer === first.answer
          ? `"${second.question}" gets the answer to another question.`
          : undefined
      },
    },
  ],
}
