import OpenAI from 'openai'
import { z } from 'zod'
import { badDays } from '../bad-days.ts'
import { invalidStructuredOutput, refusal, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const ballot = z.object({ label: z.enum(['bug', 'wish', 'question']) })

interface Vote {
  readonly label: string
  readonly votes: number
  readonly asked: number
}

export const votesOfThree: YardstickApp = {
  name: 'votes-of-three',
  story:
    'Labels an issue by three samples and takes the majority. A sample that fails or does not fit counts as no vote; without two equal votes the label is "unsure". How many voted is said.',
  sources: ['https://arxiv.org/abs/2203.11171', 'zvictor/PocketFlow cookbook/pocketflow-batch'],
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

    async function sample(place: number, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        {
          model: 'gpt-4o',
          temperature: 0.7,
          seed: place,
          messages: [{ role: 'user', content: 'Label this issue: the export button does nothing.' }],
          response_format: { type: 'json_schema', json_schema: { name: 'ballot', strict: true, schema: z.toJSONSchema(ballot) } },
        },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('A sample is incomplete.')
      return ballot.parse(JSON.parse(choice.message.content)).label
    }

    return async ({ signal }): Promise<Vote> => {
      const samples = await Promise.allSettled([1, 2, 3].map((place) => sample(place, signal)))
      signal.throwIfAborted()
      const counts = new Map<string, number>()
      for (const vote of samples) if (vote.status === 'fulfilled') counts.set(vote.value, (counts.get(vote.value) ?? 0) + 1)
      const [label = 'unsure', votes = 0] = [...counts].toSorted(([, left], [, right]) => right - left)[0] ?? []
      return votes >= 2 ? { label, votes, asked: 3 } : { label: 'unsure', votes, asked: 3 }
    }
  },
  scripts: badDays(
    (run) => {
      const vote = run.value as Vote | undefined
      const answers = run.journal.calls.filter(({ ending }) => ending === 'complete').length
      return vote === undefined || vote.label === 'unsure' || vote.votes <= answers
        ? undefined
        : `${vote.votes} votes of ${answers} answers.`
    },
    [{ inject: [invalidStructuredOutput({ kind: 'truncated' }).first(1)] }],
    [{ inject: [refusal()] }],
    [{ inject: [truncatedStream({ afterDeltas: 0 }).first(1)] }],
  ),
}
