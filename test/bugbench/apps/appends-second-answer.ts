import { streamedEqualsFinal } from '../../../src/property/index.ts'
import { askAnthropic, openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const appendsSecondAnswer: BuggyApp = {
  name: 'appends-second-answer',
  story: 'After a failure in mid-stream the answer of the second provider is shown behind the half of the first.',
  source: 'https://github.com/Growth-Circle/cadis/issues/412',
  property: streamedEqualsFinal(),
  task: async ({ observe }) => {
    try {
      let text = ''
      let isOver = false
      for await (const { choices } of await openStream()) {
        const piece = choices[0]?.delta.content ?? ''
        text += piece
        if (piece !== '') observe.streamed(piece)
        isOver ||= choices[0]?.finish_reason === 'stop'
      }
      if (!isOver) throw new Error('cut')
      return text
    } catch {
      const text = await askAnthropic()
      observe.streamed(text)
      return text
    }
  },
}
