import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Shown {
  readonly revision: number
  readonly summary: string
}

/** A case file that is summarized after each edit. */
export const olderSummaryWins: YardstickApp = {
  name: 'older-summary-wins',
  story:
    'A case file summarizes itself after each edit with the OpenAI SDK. Bug: an answer is stored when it arrives, whatever is stored already, so the slow summary of an older revision replaces that of a newer one and the nurse reads what no longer holds.',
  sources: ['fighthealthinsurance/fighthealthinsurance#910', 'hackerai-tech/hackerai#511', 'SomeOddCodeGuy/WilmerAI#2'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })
    let revisions = 0
    let shown: Shown | undefined
    return async ({ signal }) => {
      const revision = ++revisions
      const content = `Summarize the case file. Revision ${revision}: dose changed to ${revision * 5} mg.`
      const answer = await client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }, { signal })
      const choice = answer.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The summary is not complete.')
      shown = { revision, summary: choice.message.content }
      return { edited: revision, shown }
    }
  },
  scripts: [
    {
      steps: [{ copies: 2, inject: [slowFirstToken({ by: '20s' }).nth(1)] }],
      wrong(runs) {
        const copies = runs[0] ?? []
        const end = Math.max(...copies.map((copy) => copy.settledAfter))
        const last = copies.filter((copy) => copy.settledAfter === end)
        return last.some((copy) => JSON.stringify(copy.value).includes('"shown":{"revision":2'))
          ? undefined
          : 'In the end the page shows the summary of the first revision.'
      },
    },
  ],
}
