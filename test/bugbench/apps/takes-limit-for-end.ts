import { noSilentTruncation } from '../../../src/property/index.ts'
import { messages, openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const takesLimitForEnd: BuggyApp = {
  name: 'takes-limit-for-end',
  story: 'Nobody reads the finish reason, and an answer cut at the token limit is saved as a whole one.',
  source: 'https://github.com/huggingface/chat-ui/pull/2385',
  property: noSilentTruncation(),
  task: async () => {
    const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages })
    return choices[0]?.message.content
  },
}
