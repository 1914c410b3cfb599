import { createOpenAI } from '@ai-sdk/openai'
import { generateText, Output } from 'ai'
import { z } from 'zod'
import { confidentlyWrong, invalidStructuredOutput } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Verdict = z.object({ urgency: z.enum(['low', 'high']) })

export const voteOfThree: YardstickApp = {
  name: 'vote-of-three',
  story:
    'A ticket triage asks the same question three times at once, with a zod schema, and takes the answer that at least two samples agree on. A sample that fails has no vote and is not repeated. With less than two votes for one answer it says "unknown" and how many samples failed, and a person decides.',
  sources: ['bolnet/attestor#97', 'itlackey/akm#427', 'CambioML/uniflow#106'],
  kind: 'content',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const sample = async (number: number, signal: AbortSignal): Promise<'low' | 'high'> => {
      const { output, finishReason } = await generateText({
        model: openai('gpt-4o-mini'),
        maxRetries: 0,
        output: Output.object({ schema: Verdict }),
        prompt: `Ticket: the app shows an old price. How urgent is it? (sample ${number})`,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
      })
      if (finishReason !== 'stop') throw new Error(`The sample is incomplete: ${finishReason}.`)
      return output.urgency
    }
    return async ({ signal }) => {
      const samples = await Promise.allSettled([1, 2, 3].map((number) => sample(number, signal)))
      signal.throwIfAborted()
      const votes = samples.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      const failed = samples.length - votes.length
      const winner = (['low', 'high'] as const).find((urgency) => votes.filter((vote) => vote === urgency).length >= 2)
      return { urgency: winner ?? 'unknown', votes: votes.length, failed }
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [invalidStructuredOutput().first(2)] }],
      [{ inject: [confidentlyWrong().first(1)] }],
      [{ inject: [invalidStructuredOutput()], copies: 2 }],
    ],
    (run) => {
      const value = run.value as { urgency: string; votes: number } | undefined
      if (run.journal.calls.every((call) => call.fired.length === 0) && value?.urgency === 'unknown') return 'A clear vote came to nothing.'
      return value !== undefined && value.votes < 2 && value.urgency !== 'unknown' ? 'One sample has decided.' : undefined
    },
  ),
}
