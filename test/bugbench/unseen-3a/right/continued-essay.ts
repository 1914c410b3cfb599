import Anthropic from '@anthropic-ai/sdk'
import { truncatedAtMaxTokens } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps } from '../common-steps.ts'

const mostParts = 4

interface Essay {
  readonly text: string
  readonly parts: number
  readonly isWhole: boolean
}

/** An essay that can take several answers. */
export const continuedEssay: YardstickApp = {
  name: 'continued-essay',
  story:
    'A study site writes essays with the Anthropic SDK. An answer that ends at its token limit is continued by further calls and joined; after four parts the essay is delivered as it is, marked as not whole. Refusals and errors are handed on.',
  sources: ['wippyai/framework#115', 'jeffdafoe/llm-memory-api#283', 'jamespember/omascribe#18'],
  kind: 'stream',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 90_000 })
    return async ({ signal }): Promise<Essay> => {
      const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Write an essay about lighthouses.' }]
      let text = ''
      for (let parts = 1; parts <= mostParts; parts++) {
        const message = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 2_000, messages }, { signal })
        const part = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (part === '') throw new Error(`Part ${parts} of the essay is empty.`)
        text += part
        if (message.stop_reason === 'end_turn') return { text, parts, isWhole: true }
        if (message.stop_reason !== 'max_tokens') throw new Error(`Part ${parts} of the essay ended with ${message.stop_reason}.`)
        messages.push({ role: 'assistant', content: part }, { role: 'user', content: 'Go on exactly where you stopped.' })
      }
      return { text, parts: mostParts, isWhole: false }
    }
  },
  scripts: [
    ...commonSteps,
    [{ inject: [truncatedAtMaxTokens({ after: 8 }).first(2)] }],
    [{ inject: [truncatedAtMaxTokens({ after: 8 })] }, {}],
  ].map((steps) => ({
    steps,
    wrong(runs) {
      for (const { value, journal } of runs.flat()) {
        const essay = value as Essay | undefined
        if (essay?.isWhole && journal.calls.at(-1)?.finish !== 'stop') return 'Half an essay counts as whole.'
        if (essay?.isWhole === false && essay.parts !== mostParts) return 'The essay is given up too early.'
      }
      return runs.at(-1)?.[0]?.value === undefined ? 'The site does not recover.' : undefined
    },
  })),
}
