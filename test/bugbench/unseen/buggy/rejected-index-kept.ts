import { createOpenAI } from '@ai-sdk/openai'
import { cosineSimilarity, embed, embedMany, generateText } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = [
  'Parcels of up to 30 kg are picked up at the door.',
  'A failed delivery is tried again on the next working day.',
  'Lithium batteries are taken by road only.',
]

/** Answers from the handbook. The index is built once, by the first task. */
class Handbook {
  readonly #openai = createOpenAI({ apiKey: 'test' })
  #index: Promise<number[][]> | undefined

  async #build(signal: AbortSignal): Promise<number[][]> {
    const model = this.#openai.embedding('text-embedding-3-small')
    const { embeddings } = await embedMany({
      model,
      values: passages,
      maxRetries: 1,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
    })
    if (embeddings.length !== passages.length) throw new Error('The handbook could not be indexed.')
    return embeddings
  }

  async answer(question: string, signal: AbortSignal): Promise<string> {
    this.#index ??= this.#build(signal)
    const index = await this.#index
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
    const { embedding } = await embed({ model: this.#openai.embedding('text-embedding-3-small'), value: question, abortSignal })
    const scores = index.map((vector) => cosineSimilarity(vector, embedding))
    const passage = passages[scores.indexOf(Math.max(...scores))]
    if (passage === undefined) throw new Error('No passage can be compared with the question.')
    const { text, finishReason } = await generateText({
      model: this.#openai.chat('gpt-4o'),
      prompt: `From the handbook: ${passage}\n\n${question}`,
      abortSignal,
    })
    if (finishReason !== 'stop' || text === '') throw new Error(`The answer ended with ${finishReason}.`)
    return text
  }
}

export const rejectedIndexKept: YardstickApp = {
  name: 'rejected-index-kept',
  story:
    'A handbook bot keeps the promise of its index, so that questions at once build it only once. If building fails, the rejected promise is kept as well: one bad minute in the morning, and the bot answers nobody until it is restarted.',
  sources: ['koala73/worldmonitor#5678', 'CleverCloud/clever-client.js#226', 'nex-crm/wuphf#823'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const handbook = new Handbook()
    return ({ signal }) => handbook.answer('When is a failed delivery tried again?', signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 86_400_000 }],
      wrong: ([, nextDay]) => (nextDay?.[0]?.error === undefined ? undefined : 'A day later the bot still fails, and asks nobody.'),
    },
  ],
}
