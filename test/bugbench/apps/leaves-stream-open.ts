import { abortPropagates } from '../../../src/property/index.ts'
import { openStream, sleep } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const leavesStreamOpen: BuggyApp = {
  name: 'leaves-stream-open',
  story: 'A timeout wins the race against the answer, and the answer goes on being streamed to nobody.',
  source: 'https://github.com/mastra-ai/mastra/issues/24271',
  property: abortPropagates(),
  task: async ({ signal }) => {
    const answer = (async () => {
      let text = ''
      for await (const { choices } of await openStream(undefined, signal)) text += choices[0]?.delta.content ?? ''
      return text
    })()
    answer.catch(() => {})
    return Promise.race([answer, sleep(500).then(() => 'Sorry, that takes too long.')])
  },
}
