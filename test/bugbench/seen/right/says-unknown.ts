import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { badDays } from '../bad-days.ts'
import { overRefusal, rateLimited, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const sorted = z.object({ shelf: z.enum(['history', 'science', 'poetry']) })

export const saysUnknown: YardstickApp = {
  name: 'says-unknown',
  story:
    'Sorts books with Gemini. "unknown" is one of the shelves: a book is put there when the model fails, refuses or says something else, with an alert, and a librarian sorts it by hand. Nothing is retried.',
  sources: ['martymcenroe/AssemblyZero#3116', 'arXiv/arxiv-base#248'],
  kind: 'fallback',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } })

    return async ({ observe, signal }): Promise<string> => {
      try {
        const response = await client.models.generateContent({
          model: 'gemini-2.5-flash-lite',
          contents: 'On which shelf belongs "The Measure of Rain"?',
          config: {
            abortSignal: AbortSignal.any([signal, AbortSignal.timeout(25_000)]),
            responseMimeType: 'application/json',
            responseJsonSchema: z.toJSONSchema(sorted),
          },
        })
        if (response.candidates?.[0]?.finishReason !== FinishReason.STOP) throw new Error('The answer is incomplete.')
        return sorted.parse(JSON.parse(response.text ?? '')).shelf
      } catch (error) {
        signal.throwIfAborted()
        observe.alert(`A book has no shelf: ${String(error)}`)
        return 'unknown'
      }
    }
  },
  scripts: badDays(
    (run) => {
      if (run.value === undefined) return undefined
      const isSaid = run.journal.calls.some(({ ending, received }) => ending === 'complete' && received.includes(`"${String(run.value)}"`))
      return isSaid || (run.value === 'unknown' && run.alerts.length > 0) ? undefined : `Nobody said ${String(run.value)}.`
    },
    [{ inject: [rateLimited().first(1)] }],
    [{ inject: [truncatedStream({ afterDeltas: 0 })] }],
    [{ inject: [overRefusal().first(1)] }],
  ),
}
