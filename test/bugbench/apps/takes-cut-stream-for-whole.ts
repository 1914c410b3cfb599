import { noSilentTruncation } from '../../../src/property/index.ts'
import { openStream } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const takesCutStreamForWhole: BuggyApp = {
  name: 'takes-cut-stream-for-whole',
  story: 'The loop over the stream ends, so the answer must be whole.',
  source: 'https://github.com/anomalyco/opencode/issues/26170',
  property: noSilentTruncation(),
  task: async () => {
    let text = ''
    for await (const { choices } of await openStream()) text += choices[0]?.delta.content ?? ''
    return text
  },
}
