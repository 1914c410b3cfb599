import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { invalidStructuredOutput, permissionDenied, rateLimited, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, recovering } from '../checked.ts'
import { within } from '../within.ts'

const ballot = z.strictObject({ verdict: z.enum(['spam', 'fine']) })
const samples = 3

interface Result {
  readonly verdict: 'spam' | 'fine' | 'unsure'
  readonly votes: number
}

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })

  async function vote(seed: number, signal: AbortSignal | undefined): Promise<'spam' | 'fine'> {
    const response = await client.models.generateContent({
      model: 'gemini-2.5-flash-lite',
      contents: 'Is this comment spam? "Great article, visit my page for cheap watches"',
      config: {
        seed,
        temperature: 0.8,
        responseMimeType: 'application/json',
        responseJsonSchema: z.toJSONSchema(ballot),
        abortSignal: within(20_000, signal),
      },
    })
    if (response.candidates?.[0]?.finishReason !== FinishReason.STOP) throw new Error('A vote was not finished.')
    return ballot.parse(JSON.parse(response.text ?? '')).verdict
  }

  return async ({ signal }): Promise<Result> => {
    const results = await Promise.allSettled(Array.from({ length: samples }, async (_, seed) => vote(seed, signal)))
    signal?.throwIfAborted()
    const votes = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const winner = (['spam', 'fine'] as const).find((verdict) => votes.filter((vote) => vote === verdict).length * 2 > samples)
    return { verdict: winner ?? 'unsure', votes: votes.length }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return undefined
  const { verdict, votes } = run.value as Result
  const backing = run.journal.calls.filter((call) => call.ending === 'complete' && call.received.includes(verdict)).length
  if (votes > run.journal.calls.length) return 'There are more votes than calls.'
  return verdict !== 'unsure' && backing < 2 ? 'A verdict has no majority.' : undefined
}

export const spamVote: YardstickApp = {
  name: 'spam-vote',
  story:
    'Three samples of Gemini vote whether a comment is spam. Only two equal votes decide; votes that fail or are not in the format do not count, and without a majority the value is "unsure", for a person to look at.',
  sources: ['itlackey/akm#427', 'bolnet/attestor#97', 'BatsResearch/taglets#31'],
  kind: 'content',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [serverError().first(1)] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).first(2)] }],
      [{ inject: [permissionDenied()] }],
      [{ inject: [invalidStructuredOutput({ kind: 'unlisted-choice' })] }],
      [{ inject: [rateLimited({ retryAfter: '10s' }).first(2)], copies: 2 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
