import { abortPropagates } from '../../../src/property/index.ts'
import { openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const ignoresAbort: BuggyApp = {
  name: 'ignores-abort',
  story: 'The button that stops the answer stops only what is shown of it.',
  source: 'https://github.com/continuedev/continue/issues/1449',
  property: abortPropagates(),
  task: async ({ signal, observe }) => {
    let text = ''
    for await (const { choices } of await openStream()) {
      const piece = choices[0]?.delta.content ?? ''
      text += piece
      if (!signal.aborted) observe.streamed(piece)
    }
    return text
  },
}
