import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { hour, isWholeAnswer } from '../checks.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Briefing {
  readonly text: string
  readonly writtenAt: number
  readonly isStale: boolean
}

export const servesStaleMarked: YardstickApp = {
  name: 'serves-stale-marked',
  story:
    'A briefing that is renewed each hour. When the model is down, the former one is served with its time and a mark, and the next visitor has it tried again. Without a former one the error is handed on.',
  sources: ['Kong/swrv#4', 'apollographql/apollo-cache-control#7', 'RFC 5861'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    let kept: { readonly text: string; readonly writtenAt: number } | undefined

    async function write(signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: 'Brief me on the grain market.' }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The briefing is incomplete.')
      return choice.message.content
    }

    return async ({ signal }): Promise<Briefing> => {
      if (kept !== undefined && Date.now() - kept.writtenAt < 3_600_000) return { ...kept, isStale: false }
      try {
        kept = { text: await write(signal), writtenAt: Date.now() }
        return { ...kept, isStale: false }
      } catch (error) {
        if (kept === undefined || signal.aborted) throw error
        return { ...kept, isStale: true }
      }
    }
  },
  scripts: badDays(
    (run, runs) => {
      const briefing = run.value as Briefing | undefined
      if (briefing === undefined) return undefined
      const isKnown = runs.flat().some((other) => isWholeAnswer(briefing.text, other))
      return isKnown ? undefined : `The briefing is no whole answer: ${briefing.text}`
    },
    [{}, { after: 2 * hour, inject: [serverError().first(2)] }, { after: 1_000 }],
  ),
}
