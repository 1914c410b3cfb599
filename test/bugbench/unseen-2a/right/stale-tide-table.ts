import OpenAI from 'openai'
import { authenticationFailed, overloaded, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Outlook {
  readonly text: string
  readonly stale: boolean
  readonly asOf: number
}

const fresh = 3_600_000

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  const whole = new Set(steps.flat().flatMap(({ journal }) => journal.calls.flatMap(({ truth }) => truth ?? [])))
  for (const run of steps.flat()) {
    if (run.value === undefined) continue
    const outlook = run.value as Outlook
    if (!whole.has(outlook.text)) return `"${outlook.text}" is no complete outlook.`
    const isFailed = run.journal.calls.length > 0 && run.journal.calls.every(({ ending }) => ending !== 'complete')
    if (isFailed && !outlook.stale) return 'An old outlook is not marked as stale.'
    if (isFailed && run.alerts.length === 0) return 'Nobody is told that the outlook is old.'
  }
  const last = steps.at(-1)?.[0]
  return last?.journal.calls.length === 0 && last.value === undefined ? 'The last outlook is missing.' : undefined
}

export const staleTideTable: YardstickApp = {
  name: 'stale-tide-table',
  story:
    'A sailing school shows an outlook of the week that OpenAI words once an hour. If that fails, the page shows the last outlook with the time it is from and a mark that it is stale; without one, the error is handed on.',
  sources: ['koala73/worldmonitor#1522', 'BedrockStreaming/tech.bedrockstreaming.com#359'],
  kind: 'state',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 15_000, maxRetries: 1, logLevel: 'off' })
    let last: { text: string; at: number } | undefined

    async function word(signal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: 'Word an outlook of the tides of this week for sailors.' }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]) },
      )
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`the outlook ended with ${choice?.finish_reason}`)
      return choice.message.content
    }

    return async ({ observe, signal }): Promise<Outlook> => {
      if (last !== undefined && Date.now() - last.at < fresh) return { text: last.text, stale: false, asOf: last.at }
      try {
        last = { text: await word(signal), at: Date.now() }
        return { text: last.text, stale: false, asOf: last.at }
      } catch (error) {
        if (last === undefined || signal.aborted) throw error
        observe.alert(`the outlook is stale: ${String(error)}`)
        return { text: last.text, stale: true, asOf: last.at }
      }
    }
  },
  scripts: [
    { steps: [{}, { after: 2 * fresh, inject: [serverError()] }, { after: fresh }], wrong },
    { steps: [{}, { after: 2 * fresh, inject: [truncatedStream()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    { steps: [{}, { after: 2 * fresh, inject: [overloaded({ retryAfter: '8s' }).first(1)], copies: 2 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '9s' })], abortAfter: 4_000 }, { after: 60_000 }], wrong },
  ],
}
