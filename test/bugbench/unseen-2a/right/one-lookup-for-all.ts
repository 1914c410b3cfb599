import { Mistral } from '@mistralai/mistralai'
import { permissionDenied, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const lifetime = 600_000

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const runs of steps) {
    if ((runs[0]?.journal.calls.length ?? 0) > 1) return `${runs[0]?.journal.calls.length} requests went out for one question.`
    const truths = new Set(steps.flatMap(([run]) => run?.journal.calls.map(({ truth }) => truth) ?? []))
    if (runs.some(({ value }) => value !== undefined && !truths.has(value as string))) return 'Half an answer was shared.'
  }
  return steps.at(-1)?.some(({ error }) => error !== undefined) ? 'A failure is shared with those who ask later.' : undefined
}

export const oneLookupForAll: YardstickApp = {
  name: 'one-lookup-for-all',
  story:
    'A news page asks Mistral for the summary of an article once, however many readers wait for it, and keeps it for ten minutes. The request belongs to nobody: a reader who leaves stops waiting and does not cancel it for the others. A failure reaches all who wait, and is forgotten.',
  sources: ['vellum-ai/vellum-assistant#702', 'CleverCloud/clever-client.js#226', 'logaretm/villus#106'],
  kind: 'race',
  make() {
    const mistral = new Mistral({ apiKey: 'test', timeoutMs: 30_000, retryConfig: { strategy: 'none' } })
    let flight: Promise<string> | undefined
    let kept: { text: string; until: number } | undefined

    async function summarize(): Promise<string> {
      const reply = await mistral.chat.complete(
        {
          model: 'mistral-small-latest',
          messages: [{ role: 'user', content: 'Sum up the article on the new tram line in two sentences.' }],
        },
        { fetchOptions: { signal: AbortSignal.timeout(30_000) } },
      )
      const choice = reply.choices?.[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '')
        throw new Error(`the summary ended with ${choice?.finishReason}`)
      kept = { text, until: Date.now() + lifetime }
      return text
    }

    return async ({ signal }) => {
      signal.throwIfAborted()
      if (kept !== undefined && Date.now() < kept.until) return kept.text
      flight ??= summarize().finally(() => {
        flight = undefined
      })
      const gone = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('the reader has left', { cause: signal.reason })), { once: true })
      })
      return Promise.race([flight, gone])
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()], copies: 3 }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream()] }, { after: 60_000, copies: 2 }], wrong },
    { steps: [{ inject: [permissionDenied()], copies: 2 }, { after: 86_400_000 }], wrong },
    { steps: [{ copies: 4 }, { after: 60_000 }, { after: lifetime }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '12s' })], copies: 2, abortAfter: 3_000 }, { after: 1_000 }], wrong },
  ],
}
