import OpenAI from 'openai'
import { emptyAnswer } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const comments = [
  { id: 'c1', text: 'The blender is louder than I thought, but it works.' },
  { id: 'c2', text: 'Go kill yourself, you idiot.' },
]

export const commentGate: YardstickApp = {
  name: 'comment-gate',
  story: `A shop publishes comments after OpenAI's moderation has seen them, on the openai SDK. A comment that cannot be checked since the
    call fails is held for a human. Bug: a reply without a verdict counts as clean: results.some(...) of an empty list is false. An
    insult is published.`,
  sources: ['BerriAI/litellm#40416', 'opensuperapp/opensuperapp#54', 'knoxiboy/DoubtDesk#295'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test' })

    async function isClean(text: string, signal: AbortSignal): Promise<boolean> {
      const { results } = await client.moderations.create(
        { model: 'omni-moderation-latest', input: text },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
      )
      return !results.some(({ flagged }) => flagged)
    }

    return async ({ observe, signal }) => {
      const published: string[] = []
      const held: string[] = []
      for (const { id, text } of comments) {
        try {
          if (await isClean(text, signal)) {
            observe.effect(`publish:${id}`)
            published.push(id)
          } else held.push(id)
        } catch (error) {
          if (signal.aborted) throw error
          held.push(id)
        }
      }
      return { published, held }
    }
  },
  scripts: [
    {
      steps: [{ inject: [emptyAnswer()] }],
      wrong(runs) {
        const isOut = runs.flat().some(({ effects }) => effects.includes('publish:c2'))
        return isOut ? 'An insult that nobody has checked is published.' : undefined
      },
    },
  ],
}
