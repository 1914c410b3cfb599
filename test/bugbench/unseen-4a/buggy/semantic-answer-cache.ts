import OpenAI from 'openai'
import { invalidVector } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Answered {
  readonly question: string
  readonly answer: string
  readonly cached: boolean
}

const alike = 0.9

function similarity(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

export const semanticAnswerCache: YardstickApp = {
  name: 'semantic-answer-cache',
  story: `A help desk with a semantic cache on the openai SDK: a question whose embedding is near that of an earlier one gets the earlier
    answer. Bug: entries that are too far away are skipped by "similarity < 0.9", and a vector of NaN or zeros has the similarity NaN,
    which is not less than anything. A customer gets the answer to somebody else's question.`,
  sources: ['run-llama/llama_index#23050', 'HKUDS/LightRAG#3553', 'hurttlocker/o8#1226', 'langgenius/dify#41988'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const entries: { readonly vector: readonly number[]; readonly answer: string }[] = []

    async function embed(question: string, signal: AbortSignal): Promise<readonly number[]> {
      const { data } = await client.embeddings.create(
        { model: 'text-embedding-3-small', input: question },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const vector = data[0]?.embedding
      if (vector === undefined) throw new Error('The provider returned no embedding.')
      return vector
    }

    function nearest(vector: readonly number[]): string | undefined {
      for (const entry of entries) {
        if (similarity(entry.vector, vector) < alike) continue
        return entry.answer
      }
      return undefined
    }

    async function ask(question: string, signal: AbortSignal): Promise<Answered> {
      const vector = await embed(question, signal)
      const known = nearest(vector)
      if (known !== undefined) return { question, answer: known, cached: true }
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The model gave no complete answer.')
      entries.push({ vector, answer: choice.message.content })
      return { question, answer: choice.message.content, cached: false }
    }

    return async ({ signal }) => [
      await ask('How do I return a pair of shoes?', signal),
      await ask('What are the opening hours in Leeds on Sunday?', signal),
    ]
  },
  scripts: [
    {
      steps: [{ inject: [invalidVector()] }],
      wrong(runs) {
        const [first, second] = (runs[0]?.[0]?.value ?? []) as readonly Answered[]
        if (first === undefined || second === undefined || first.answer !== second.answer) return undefined
        return `Who asked "${second.question}" got the answer to "${first.question}".`
      },
    },
  ],
}
