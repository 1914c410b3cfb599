import Anthropic from '@anthropic-ai/sdk'
import { fallback, handleAll, wrap } from 'cockatiel'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { overloaded, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const ratingSchema = z.object({ mood: z.enum(['positive', 'neutral', 'negative']) })
type Mood = z.infer<typeof ratingSchema>['mood']

const prompt = 'Rate the mood of this review of a hotel: "Never again. Cold, loud, and altogether negative."'
;('Which mood has this review of a hotel? Answer with the word negative, positive or neutral only: "Never again. Cold and loud."')

function moodIn(json: string): Mood {
  return ratingSchema.parse(JSON.parse(json)).mood
}

export const silenceIsNeutral: YardstickApp = {
  name: 'silence-is-neutral',
  story:
    'A hotel rates reviews with OpenAI, and with Anthropic if that fails, under policies of cockatiel. If both fail, the last fallback says "neutral", as if a model had: on the day of an outage a hundred complaints count as neutral in the report, and nobody calls the guests.',
  sources: ['zhayujie/CowAgent#3033', 'greyhaven-ai/autocontext#779', 'manthanguptaa/water#57'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 15_000, maxRetries: 1, logLevel: 'off' })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 15_000, maxRetries: 1, logLevel: 'off' })

    async function viaOpenAI(signal: AbortSignal): Promise<string> {
      const reply = await openai.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: prompt }], response_format: zodResponseFormat(ratingSchema, 'rating') },
        { signal },
      )
      if (reply.choices[0]?.finish_reason !== 'stop') throw new Error('OpenAI gave no complete answer')
      return reply.choices[0].message.content ?? ''
    }

    async function viaAnthropic(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        {
          model: 'claude-haiku-4-5',
          max_tokens: 200,
          messages: [{ role: 'user', content: prompt }],
          output_config: { format: { type: 'json_schema', schema: z.toJSONSchema(ratingSchema) } },
        },
        { signal },
      )
      if (message.stop_reason !== 'end_turn') throw new Error('Anthropic gave no complete answer')
      return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    }

    return async ({ signal }) => {
      const limited = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(30_000)])
      const toAnthropic = fallback(handleAll, async () => moodIn(await viaAnthropic(limited())))
      const toNeutral = fallback(handleAll, 'neutral' as const)
      const mood = await wrap(toNeutral, toAnthropic).execute(async () => moodIn(await viaOpenAI(limited())))
      signal.throwIfAborted()
      return { review: 88, mood }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().for('openai'), serverError().for('anthropic')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const mood = (run?.value as { mood?: string } | undefined)?.mood
        const isAnswered = run?.journal.calls.some(({ ending }) => ending === 'complete')
        return mood !== undefined && isAnswered === false ? `No model has answered, and the review counts as ${mood}.` : undefined
      },
    },
  ],
}
