import { noSilentTruncation } from '../../../src/property/index.ts'
import { anthropicClient, messages } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const takesAnthropicCutForWhole: BuggyApp = {
  name: 'takes-anthropic-cut-for-whole',
  story: 'The stream of Anthropic is over when the loop is, whether or not message_stop came.',
  source: 'https://github.com/earendil-works/pi/pull/7959',
  property: noSilentTruncation(),
  task: async () => {
    let text = ''
    for await (const event of await anthropicClient().messages.create({
      model: 'claude-sonnet-4-6',
      max_tokens: 500,
      messages,
      stream: true,
    }))
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text
    return text
  },
}
