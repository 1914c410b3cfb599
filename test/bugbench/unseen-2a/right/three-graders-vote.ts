import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { badRequest, invalidStructuredOutput, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const gradeSchema = z.object({ verdict: z.enum(['pass', 'fail']) })
type Grade = z.infer<typeof gradeSchema>['verdict']

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    const value = run.value as { verdict: string; votes: readonly string[] } | undefined
    if (value === undefined) continue
    const readable = run.journal.calls.filter(({ received }) => /^\{"verdict":"(?:pass|fail)"\}$/.test(received)).length
    if (value.votes.length > readable) return `${value.votes.length} votes were counted, and ${readable} were readable.`
    const most = value.votes.filter((vote) => vote === value.verdict).length
    if (value.verdict !== 'unsure' && most < 2) return `"${value.verdict}" has ${most} votes.`
  }
  return undefined
}

export const threeGradersVote: YardstickApp = {
  name: 'three-graders-vote',
  story:
    'An essay is graded three times by Gemini at some temperature, and two equal votes decide. Votes that cannot be had or read are left out and counted as missing; without two equal ones the verdict is "unsure", and a teacher reads the essay. The same question is asked three times on purpose.',
  sources: ['NVIDIA-NeMo/Evaluator#1094', 'lm-sys/FastChat#2074', 'modelscope/evalscope#1575'],
  kind: 'content',
  make() {
    const gemini = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000, retryOptions: { attempts: 1 } } })

    async function grade(signal: AbortSignal): Promise<Grade> {
      const reply = await gemini.models.generateContent({
        model: 'gemini-2.5-pro',
        contents: 'Does this essay answer its question? "Tides follow the moon, since its gravity pulls at the sea."',
        config: {
          temperature: 0.8,
          responseMimeType: 'application/json',
          responseJsonSchema: z.toJSONSchema(gradeSchema),
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
        },
      })
      if (reply.candidates?.[0]?.finishReason !== FinishReason.STOP) throw new Error('the grade is not complete')
      return gradeSchema.strict().parse(JSON.parse(reply.text ?? '')).verdict
    }

    return async ({ observe, signal }) => {
      const settled = await Promise.allSettled([grade(signal), grade(signal), grade(signal)])
      signal.throwIfAborted()
      const votes = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const missing = settled.length - votes.length
      if (missing > 0) observe.alert(`${missing} of ${settled.length} votes are missing`)
      const decided = gradeSchema.shape.verdict.options.find((option) => votes.filter((vote) => vote === option).length >= 2)
      return { verdict: decided ?? ('unsure' as const), votes, missing }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream({ afterDeltas: 1 }).nth(2)] }], wrong },
    { steps: [{ inject: [badRequest()] }], wrong },
    { steps: [{ inject: [invalidStructuredOutput({ kind: 'unlisted-choice' }).first(2)] }], wrong },
    { steps: [{ inject: [serverError().first(1)], copies: 2 }], wrong },
  ],
}
