import { GoogleGenAI, FinishReason } from '@google/genai'
import { badRequest } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

interface Batch {
  readonly done: Readonly<Record<string, string>>
  readonly failed: readonly string[]
}

const reviews: Readonly<Record<string, string>> = {
  r1: 'The chair wobbles.',
  r2: 'Lovely table, quick delivery.',
  r3: 'The lamp came without a bulb.',
  r4: 'Second sofa, no complaints.',
  r5: 'The shelf is too short.',
}

/** Sums up reviews, two at a time, and lists those that failed. */
class ReviewBatch {
  readonly #ai = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })

  async #sum(review: string, abortSignal: AbortSignal): Promise<string> {
    const { text, candidates } = await this.#ai.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: `Sum up in five words: ${review}`,
      config: { abortSignal },
    })
    if (candidates?.[0]?.finishReason !== FinishReason.STOP || !text) throw new Error('No complete summary.')
    return text
  }

  async run(signal: AbortSignal): Promise<Batch> {
    const waiting = Object.keys(reviews)
    const done: Record<string, string> = {}
    const failed: string[] = []
    const work = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        signal.throwIfAborted()
        try {
          done[id] = await this.#sum(reviews[id] ?? '', signal)
        } catch {
          failed.push(id)
        }
      }
    }
    await Promise.all([work(), work()])
    signal.throwIfAborted()
    return { done, failed: failed.toSorted() }
  }
}

export const partialResultsMarked: YardstickApp = {
  name: 'partial-results-marked',
  story:
    'A batch sums up reviews, two at a time. One that fails costs only itself: the value has what was done, and names what was not. It never retries, since the batch is run again tomorrow.',
  sources: ['discourse/discourse-ai#1500', 'music-assistant/support#6117', 'metadist/synaplan#1344'],
  kind: 'transient',
  make() {
    const batch = new ReviewBatch()
    return ({ signal }) => batch.run(signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Batch).failed.length === 0,
      fault({ value, journal }) {
        const batch = value as Batch | undefined
        if (batch === undefined) return undefined
        const told = new Set(journal.calls.filter(({ ending }) => ending === 'complete').map(({ received }) => received))
        if (Object.values(batch.done).some((text) => !told.has(text))) return 'A summary is given out that no model has told so.'
        return Object.keys(batch.done).length + batch.failed.length === 5 ? undefined : 'A review is neither done nor failed.'
      },
    },
    {
      steps: [{ inject: [badRequest().nth(2)] }],
      wrong: ([step]) => ((step?.[0]?.value as Batch | undefined)?.failed.length === 1 ? undefined : 'One failure costs more than itself.'),
    },
  ),
}
