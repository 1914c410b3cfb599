import { FinishReason, GoogleGenAI } from '@google/genai'
import type { Task } from '../../../../src/property/index.ts'
import { authenticationFailed, truncatedAtMaxTokens, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const fresh = 600_000
const usable = 43_200_000

interface Page {
  readonly text: string
  readonly writtenAt: number
}

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })
  let page: Page | undefined

  async function write(signal: AbortSignal | undefined): Promise<Page> {
    const response = await client.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: 'Summarize for travelers how fares of night trains change this week.',
      config: { abortSignal: within(30_000, signal) },
    })
    const reason = response.candidates?.[0]?.finishReason
    if (reason !== FinishReason.STOP || !response.text?.trim()) throw new Error(`The page was not finished: ${String(reason)}`)
    return { text: response.text, writtenAt: Date.now() }
  }

  return async ({ observe, signal }) => {
    if (page !== undefined && Date.now() - page.writtenAt < fresh) return { text: page.text, stale: false }
    try {
      page = await write(signal)
      return { text: page.text, stale: false }
    } catch (error) {
      signal?.throwIfAborted()
      if (page === undefined || Date.now() - page.writtenAt > usable) throw error
      observe.alert(`The page could not be renewed: ${String(error)}`)
      return { text: page.text, stale: true, asOf: new Date(page.writtenAt).toISOString() }
    }
  }
}

function wrong(run: ScriptedRun, earlier: readonly ScriptedRun[]): string | undefined {
  if (run.error !== undefined) return undefined
  const { text, stale } = run.value as { text: string; stale: boolean }
  if (run.journal.calls.length > 0 && !stale && !finishedAnswers(run).includes(text))
    return 'A page passes as new, and no finished answer says it.'
  return stale && !earlier.flatMap(finishedAnswers).includes(text) ? 'The old page is none that was ever written.' : undefined
}

export const fareNews: YardstickApp = {
  name: 'fare-news',
  story:
    'A page by Gemini is kept for ten minutes. If it cannot be renewed, the old page is shown for up to twelve hours, with a mark and the time it was written; then the error is handed on.',
  sources: ['Kong/swrv#4', 'sindresorhus/got#1059', 'apollographql/apollo-cache-control#7'],
  kind: 'state',
  make,
  scripts: [
    ...checked(wrong, [
      [{}, { after: 3_600_000, inject: [serverError()] }],
      [{}, { after: 3_600_000, inject: [truncatedStream({ at: '200 bytes' })] }],
      [{}, { after: 3_600_000, inject: [truncatedAtMaxTokens()] }],
      [{}, { after: 3_600_000, inject: [authenticationFailed()] }],
      [{}, { after: 86_400_000, inject: [serverError()] }],
      [{ inject: [serverError()], copies: 2 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
