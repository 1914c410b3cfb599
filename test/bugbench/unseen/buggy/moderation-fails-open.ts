import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** A school forum: each post is moderated before it is published. */
class Forum {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 10_000, maxRetries: 1 })
  readonly #publish: (id: string) => void

  constructor(publish: (id: string) => void) {
    this.#publish = publish
  }

  async #isFlagged(text: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { results } = await this.#client.moderations.create({ model: 'omni-moderation-latest', input: text }, { signal })
      return results.some(({ flagged }) => flagged)
    } catch (error) {
      if (signal.aborted) throw error
      return false
    }
  }

  async post(id: string, text: string, signal: AbortSignal): Promise<{ id: string; status: 'published' | 'held' }> {
    if (await this.#isFlagged(text, signal)) return { id, status: 'held' }
    this.#publish(id)
    return { id, status: 'published' }
  }
}

export const moderationFailsOpen: YardstickApp = {
  name: 'moderation-fails-open',
  story:
    'A school forum asks the moderation endpoint before it publishes a post. If that fails, the post counts as harmless: a threat against a pupil is published while the provider has a bad minute.',
  sources: ['opensuperapp/opensuperapp#54', 'Ayushh-Sharmaa/NexaSphere#3420', 'BerriAI/litellm#40416'],
  faultsNeeded: 1,
  kind: 'transient',
  make:
    () =>
    ({ observe, signal }) =>
      new Forum((id) => observe.effect(`publish:${id}`)).post('post-9', 'I will stab you after school, you idiot.', signal),
  scripts: [
    {
      steps: [{ inject: [serverError()] }],
      wrong: ([step]) => (step?.[0]?.effects.includes('publish:post-9') ? 'A post was published that nobody has checked.' : undefined),
    },
  ],
}
