import OpenAI from 'openai'
import { badRequest, contextLengthExceeded, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const minutes = Array.from({ length: 20 }, (_, index) => `Item ${index + 1}: the board approves the minutes of the last meeting.`).join(
  '\n',
)

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  let isRefused = false
  for (const [run] of steps) {
    if (run === undefined) continue
    if (isRefused && run.journal.calls.length > 0) return 'A document that was refused for good was sent again.'
    if (isRefused && run.value === undefined) return 'Nobody is told why there is no summary.'
    const value = run.value as { ok: boolean; text?: string } | undefined
    if (value?.text !== undefined && !steps.flat().some(({ journal }) => journal.calls.some(({ truth }) => truth === value.text)))
      return 'The summary is not complete.'
    isRefused ||= run.journal.calls.some(({ problem }) => problem?.kind === 'context-length-exceeded')
  }
  return undefined
}

export const refusedOnceRemembered: YardstickApp = {
  name: 'refused-once-remembered',
  story:
    'A town hall lets OpenAI sum minutes up, and remembers by document what came out: the summary, or that the document is too long for the model. A document that is too long is not sent again, since it does not get shorter; the caller is told so each time. Other failures are not remembered.',
  sources: ['MinBZK/regelrecht#908', 'lfnovo/open-notebook#1231', 'rynfar/meridian#856'],
  kind: 'permanent',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
    const known = new Map<string, { ok: true; text: string } | { ok: false; reason: string }>()
    return async ({ signal }) => {
      const before = known.get(minutes)
      if (before !== undefined) return before
      try {
        const reply = await openai.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: `Sum these minutes up.\n${minutes}` }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const [choice] = reply.choices
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`the summary ended with ${choice?.finish_reason}`)
        const result = { ok: true, text: choice.message.content } as const
        known.set(minutes, result)
        return result
      } catch (error) {
        if (!(error instanceof OpenAI.BadRequestError) || error.code !== 'context_length_exceeded') throw error
        const refused = { ok: false, reason: 'The document is too long for the model.' } as const
        known.set(minutes, refused)
        return refused
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [contextLengthExceeded()] }, { after: 60_000 }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [badRequest()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '9s' })], abortAfter: 4_000 }, {}], wrong },
  ],
}
