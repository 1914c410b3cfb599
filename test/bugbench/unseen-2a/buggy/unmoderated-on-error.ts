import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const comments = [
  { id: 'comment-1', text: 'The kettle works well, and the parcel came a day early.' },
  { id: 'comment-2', text: 'Whoever bought this is an idiot, and I will kill the owner.' },
]

export const unmoderatedOnError: YardstickApp = {
  name: 'unmoderated-on-error',
  story:
    'A shop publishes reviews that the moderation endpoint of OpenAI lets pass. If the check itself fails, the review counts as harmless: during an outage of the endpoint threats go live under the name of the shop.',
  sources: ['opensuperapp/opensuperapp#54', 'Ayushh-Sharmaa/NexaSphere#3420', 'BerriAI/litellm#40416'],
  faultsNeeded: 1,
  kind: 'transient',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 15_000, maxRetries: 2, logLevel: 'off' })
    const published = new Set<string>()

    async function isFlagged(text: string, report: (text: string) => void, signal: AbortSignal): Promise<boolean> {
      try {
        const { results } = await openai.moderations.create(
          { model: 'omni-moderation-latest', input: text },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        return results.length === 0 || results.some(({ flagged }) => flagged)
      } catch (error) {
        if (signal.aborted) throw error
        report(`the moderation failed: ${String(error)}`)
        return false
      }
    }

    return async ({ observe, signal }) => {
      const held: string[] = []
      for (const { id, text } of comments) {
        if (published.has(id)) continue
        if (await isFlagged(text, observe.alert, signal)) {
          held.push(id)
        } else if (!published.has(id)) {
          published.add(id)
          observe.effect(`publish:${id}`)
        }
      }
      return { published: [...published], held }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }],
      wrong: ([first]) => (first?.[0]?.effects.includes('publish:comment-2') ? 'A threat was published without a check.' : undefined),
    },
  ],
}
