import OpenAI from 'openai'
import { outage } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const moderationHolds: YardstickApp = {
  name: 'moderation-holds',
  story:
    'A forum publishes a post only if the moderation endpoint has passed it. If it can not be asked, the post is held for a person and the author is told so. It never throws, and never tries more than twice: to hold a post is cheap.',
  sources: ['Ayushh-Sharmaa/NexaSphere#3429', 'knoxiboy/DoubtDesk#324'],
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 8_000 })
    let posts = 0
    return async ({ observe, signal }) => {
      posts += 1
      const post = `post ${posts}`
      try {
        const moderation = await client.moderations.create(
          { model: 'omni-moderation-latest', input: 'Does somebody sell a used bike?' },
          { signal },
        )
        // An empty body makes the SDK resolve with undefined.
        const result = moderation?.results?.[0]
        if (result === undefined) throw new Error('There is no verdict.')
        if (result.flagged) return { post, state: 'rejected' }
      } catch (error) {
        observe.effect(`hold ${post}`)
        return { post, state: 'held', reason: error instanceof Error ? error.message : String(error) }
      }
      observe.effect(`publish ${post}`)
      return { post, state: 'published' }
    }
  },
  scripts: rightScripts([[{ inject: [outage()], copies: 2 }, { after: 60_000 }]], (run) => {
    if (run.error !== undefined || run.effects.length !== 1) return 'A post was neither published nor held.'
    const passed = run.journal.calls.some((call) => call.ending === 'complete')
    const undisturbed = run.journal.calls.every((call) => call.fired.length === 0)
    if (undisturbed && run.effects[0]?.startsWith('publish') !== true) return 'A harmless post was held.'
    return run.effects[0]?.startsWith('publish') === true && !passed ? 'A post was published unseen.' : undefined
  }),
}
