import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import { hour, minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Briefing {
  readonly text: string
  readonly isStale: boolean
}

export const staleBecomesFresh: YardstickApp = {
  name: 'stale-becomes-fresh',
  story:
    'A market briefing that is renewed each hour and served stale, with a mark, when the model is down. Bug: the stale text is put back with the time of now to spare the provider, so from the next visitor on it counts as fresh and the mark is gone.',
  sources: ['Kong/swrv#4', 'spiceai/spiceai#14126', 'RFC 5861'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    let kept: { readonly text: string; readonly at: number } | undefined

    async function write(signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: 'Brief me on the timber market of this hour.' }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The briefing is incomplete.')
      return choice.message.content
    }

    return async ({ signal }): Promise<Briefing> => {
      if (kept !== undefined && Date.now() - kept.at < 3_600_000) return { text: kept.text, isStale: false }
      try {
        kept = { text: await write(signal), at: Date.now() }
        return { text: kept.text, isStale: false }
      } catch (error) {
        if (kept === undefined || signal.aborted) throw error
        kept = { ...kept, at: Date.now() }
        return { text: kept.text, isStale: true }
      }
    }
  },
  scripts: [
    {
      steps: [{}, { after: 2 * hour, inject: [serverError().first(2)] }, { after: 10 * minute }],
      wrong: (runs) => {
        const [, second, third] = runs.map(([run]) => run!.value as Briefing | undefined)
        return second?.isStale === true && third?.isStale === false && runs[2]![0]!.journal.calls.length === 0
          ? 'A briefing of two hours ago is served as fresh.'
          : undefined
      },
    },
  ],
}
