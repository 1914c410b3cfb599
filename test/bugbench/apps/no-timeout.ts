import { settlesWithin } from '../../../src/property/index.ts'
import { AnswerError, openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const noTimeout: BuggyApp = {
  name: 'no-timeout',
  story: 'Nothing ends a stream that has fallen silent, and the user looks at half a sentence.',
  source: 'https://github.com/anthropics/anthropic-sdk-typescript/issues/867',
  property: settlesWithin('60s'),
  task: async () => {
    let text = ''
    let isOver = false
    for await (const { choices } of await openStream()) {
      text += choices[0]?.delta.content ?? ''
      isOver ||= choices[0]?.finish_reason === 'stop'
    }
    if (!isOver) throw new AnswerError('cut')
    return text
  },
}
