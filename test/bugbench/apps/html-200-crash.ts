import { typedErrors } from '../../../src/property/index.ts'
import { AnswerError, messages, openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const html200Crash: BuggyApp = {
  name: 'html-200-crash',
  story: 'A 200 must hold a completion: a page of HTML does not, and a TypeError reaches the caller.',
  source: 'https://blog.cloudflare.com/18-november-2025-outage/',
  property: typedErrors(AnswerError),
  task: async () => {
    const reply = await openaiClient()
      .chat.completions.create({ model: 'gpt-4o', messages })
      .catch((error: unknown) => {
        throw new AnswerError('OpenAI failed', { cause: error })
      })
    const text = reply.choices[0]!.message.content
    if (text === null) throw new AnswerError('OpenAI said nothing', { cause: { reply } })
    return text
  },
}
