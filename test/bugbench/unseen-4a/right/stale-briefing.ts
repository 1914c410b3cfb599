import OpenAI from 'openai'
import { authenticationFailed, truncatedAtMaxTokens, overloaded, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Briefing {
  readonly text: string
  readonly stale: boolean
  readonly minutesOld: number
}

const hour = 3_600_000

/** Every result must be the full text of a complete answer, and marked if it is an old one. */
function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const known = new Set<string>()
  for (const copies of runs) {
    const whole = copies.flatMap(({ journal }) => journal.calls.filter(({ ending, finish }) => ending === 'complete' && finish === 'stop'))
    for (const { received } of whole) known.add(received)
    for (const { value } of copies) {
      const briefing = value as Briefing | undefined
      if (briefing === undefined) continue
      if (!known.has(briefing.text)) return `A briefing is served that no complete answer holds: "${briefing.text}".`
      if (briefing.minutesOld > 60 && !briefing.stale) return `A briefing of ${briefing.minutesOld} minutes is not marked.`
      if (briefing.minutesOld > 24 * 60) return `A briefing of ${briefing.minutesOld} minutes is served.`
    }
  }
  return undefined
}

export const staleBriefing: YardstickApp = {
  name: 'stale-briefing',
  story: `A briefing on the openai SDK that is kept for an hour. If it cannot be renewed, the old one is served with its age and a mark,
    for a day at most; after that the error is handed on. Near the border since a failure gives a value, and not always the same.`,
  sources: ['ledgetech/ledge#82', 'getnora-io/nora#557', 'koala73/worldmonitor#1522'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    let kept: { readonly text: string; readonly at: number } | undefined

    async function renew(signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Write a briefing about shipping delays.' }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The briefing is not complete.')
      return choice.message.content
    }

    return async ({ signal }): Promise<Briefing> => {
      if (kept !== undefined && Date.now() - kept.at < hour) {
        return { text: kept.text, stale: false, minutesOld: Math.floor((Date.now() - kept.at) / 60_000) }
      }
      try {
        const text = await renew(signal)
        kept = { text, at: Date.now() }
        return { text, stale: false, minutesOld: 0 }
      } catch (error) {
        if (signal.aborted || kept === undefined || Date.now() - kept.at > 24 * hour) throw error
        return { text: kept.text, stale: true, minutesOld: Math.floor((Date.now() - kept.at) / 60_000) }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, {}, { after: 2 * hour, inject: [serverError()] }, { after: 48 * hour, inject: [serverError()] }],
      wrong,
    },
    { steps: [{}, { after: 2 * hour, inject: [truncatedStream({ at: '200 bytes' })] }, { after: hour }], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens()] }, { inject: [authenticationFailed()] }, {}], wrong },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '2s' }).first(1)] },
        { after: 24 * hour, copies: 2 },
      ],
      wrong,
    },
    { steps: [{ inject: [overloaded({ retryAfter: '10s' })], abortAfter: 1_000 }, {}], wrong },
  ],
}
