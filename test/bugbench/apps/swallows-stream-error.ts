import { noSilentTruncation } from '../../../src/property/index.ts'
import { AnswerError, openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const swallowsStreamError: BuggyApp = {
  name: 'swallows-stream-error',
  story: 'What reading a stream throws is swallowed, and what came before it is the answer.',
  source: 'https://github.com/open-webui/open-webui/pull/27522',
  property: noSilentTruncation(),
  task: async () => {
    let text = ''
    let isOver = false
    try {
      for await (const { choices } of await openStream()) {
        text += choices[0]?.delta.content ?? ''
        isOver ||= choices[0]?.finish_reason === 'stop'
      }
    } catch {
      return text
    }
    if (!isOver) throw new AnswerError('cut')
    return text
  },
}
