import { z } from 'zod'
import { schemaValidOrError } from '../../../src/property/index.ts'
import { messages, openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const swallowsEmptyAnswer: BuggyApp = {
  name: 'swallows-empty-answer',
  story: 'An empty answer is an answer: the user is shown nothing.',
  source: 'https://github.com/BerriAI/litellm/issues/24442',
  property: schemaValidOrError(z.string().min(1)),
  task: async () => {
    const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages })
    if (choices[0]?.finish_reason !== 'stop') throw new Error('not whole')
    return choices[0].message.content ?? ''
  },
}
