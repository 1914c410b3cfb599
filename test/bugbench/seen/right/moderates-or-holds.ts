import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { emptyBody, htmlError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Post {
  readonly status: 'published' | 'rejected' | 'held'
}

export const moderatesOrHolds: YardstickApp = {
  name: 'moderates-or-holds',
  story:
    'Checks a post by the moderation endpoint before it is published. When the check fails, the post is neither published nor lost: it is held for a human, and the author is told so.',
  sources: ['Ayushh-Sharmaa/NexaSphere#3429', 'knoxiboy/DoubtDesk#295', 'antiwork/gumroad#4693'],
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 10_000, maxRetries: 1 })
    const forReview: string[] = []

    return async ({ observe, signal }): Promise<Post> => {
      const text = 'Our street party is on Saturday, bring chairs!'
      try {
        const { results } = await client.moderations.create({ model: 'omni-moderation-latest', input: text }, { signal })
        const [judgment] = results
        if (judgment === undefined) throw new Error('There is no judgment.')
        if (judgment.flagged) return { status: 'rejected' }
      } catch (error) {
        signal.throwIfAborted()
        forReview.push(text)
        observe.alert(`A post is held for review: ${String(error)}`)
        return { status: 'held' }
      }
      observe.effect('publish post')
      return { status: 'published' }
    }
  },
  scripts: badDays(
    (run) => {
      const post = run.value as Post | undefined
      const isChecked = run.journal.calls.some(({ ending }) => ending === 'complete')
      if (run.effects.length > 0 && !isChecked) return 'It was published unchecked.'
      return post?.status === 'published' && run.effects.length === 0 ? 'It says published, and is not.' : undefined
    },
    [{ inject: [htmlError()] }],
    [{ inject: [emptyBody()] }],
  ),
}
