import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { refusal, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const comment = 'My review: the lamp arrived on time and works well.'

const verdict: Anthropic.Tool = {
  name: 'verdict',
  description: 'Says whether the comment breaks the house rules.',
  input_schema: { type: 'object', properties: { unsafe: { type: 'boolean' } }, required: ['unsafe'] },
}

export const moderationReadsRefusalAsSafe: YardstickApp = {
  name: 'moderation-reads-refusal-as-safe',
  story:
    'A shop checks comments with the moderation endpoint, and with a model as judge while that endpoint is down. If the judge is down too, the comment is held. But no verdict counts as a good one: a judge that refuses to read the comment lets it through, so what is too bad for the judge is published.',
  sources: ['knoxiboy/DoubtDesk#295', 'opensuperapp/opensuperapp#54', 'BerriAI/litellm#40416'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 10_000 })
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 10_000 })

    async function judge(signal: AbortSignal): Promise<boolean> {
      const message = await anthropic.messages.create(
        {
          model: 'claude-haiku-4-5',
          max_tokens: 200,
          tools: [verdict],
          tool_choice: { type: 'tool', name: 'verdict' },
          messages: [{ role: 'user', content: `Does this comment break the house rules? ${comment}` }],
        },
        { signal },
      )
      if (message.stop_reason === 'max_tokens') throw new Error('The judge gave no complete verdict.')
      return message.content.some((block) => block.type === 'tool_use' && (block.input as { unsafe?: boolean }).unsafe === true)
    }

    return async ({ observe, signal }) => {
      try {
        const moderation = await openai.moderations.create({ model: 'omni-moderation-latest', input: comment }, { signal })
        const [result] = moderation.results
        if (result === undefined) throw new Error('The moderation came back empty.')
        if (result.flagged) return { published: false, reason: 'flagged' }
      } catch {
        signal.throwIfAborted()
        observe.alert('moderation is down, asking the judge')
        try {
          if (await judge(signal)) return { published: false, reason: 'flagged' }
        } catch {
          return { published: false, reason: 'held for review' }
        }
      }
      observe.effect('publish comment 88')
      return { published: true }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai'), refusal().for('anthropic')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        if (run === undefined || run.effects.length === 0 || !run.journal.calls.some((call) => call.received.includes('cannot help')))
          return undefined
        return 'The comment was published though nobody has judged it.'
      },
    },
  ],
}
