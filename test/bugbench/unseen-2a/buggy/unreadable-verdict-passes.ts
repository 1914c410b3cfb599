import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const verdictSchema = z.object({ score: z.number().int().min(1).max(5), reason: z.string() })
const passMark = 3

function scoreOf(text: string): number {
  try {
    const read = verdictSchema.safeParse(JSON.parse(text))
    return read.success ? read.data.score : passMark
  } catch {
    return passMark
  }
}

export const unreadableVerdictPasses: YardstickApp = {
  name: 'unreadable-verdict-passes',
  story:
    'A release gate lets Gemini grade drafts of help pages from 1 to 5 and publishes what gets a 3. A verdict that cannot be read counts as a 3, the pass mark itself: drafts that nobody has judged go live.',
  sources: ['headroomlabs-ai/headroom#1892', 'openai/evals#1712', 'rjmurillo/ai-agents#3915'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000, retryOptions: { attempts: 1 } } })
    let last = 11
    return async ({ observe, signal }) => {
      last += 1
      const page = last
      const response = await gemini.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: `Grade page ${page} of the help from 1 to 5 for clarity: "To return a lamp, print the label and drop the parcel off."`,
        config: {
          responseMimeType: 'application/json',
          responseJsonSchema: z.toJSONSchema(verdictSchema),
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]),
        },
      })
      const candidate = response.candidates?.[0]
      if (candidate?.finishReason !== FinishReason.STOP) throw new Error(`the verdict ended with ${candidate?.finishReason}`)
      const score = scoreOf(response.text ?? '')
      if (score >= passMark) observe.effect(`publish:page-${page}`)
      return { page, score, published: score >= passMark }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput({ kind: 'truncated' })] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const received = run?.journal.calls.at(-1)?.received ?? ''
        let isRead = true
        try {
          isRead = verdictSchema.safeParse(JSON.parse(received)).success
        } catch {
          isRead = false
        }
        return !isRead && run?.effects.includes('publish:page-12')
          ? 'The page was published on a verdict that nobody could read.'
          : undefined
      },
    },
  ],
}
