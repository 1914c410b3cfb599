import { z } from 'zod'
import { schemaValidOrError } from '../../../src/property/index.ts'
import { AnswerError, messages, openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const showsRefusalAsAnswer: BuggyApp = {
  name: 'shows-refusal-as-answer',
  story: 'A refusal has no content, and the user is shown the word null.',
  source: 'https://platform.openai.com/docs/guides/structured-outputs',
  property: schemaValidOrError(z.string().refine((text) => text !== 'null')),
  task: async () => {
    const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages })
    if (choices[0]?.finish_reason !== 'stop') throw new AnswerError('not whole')
    return `${choices[0].message.content}`
  },
}
