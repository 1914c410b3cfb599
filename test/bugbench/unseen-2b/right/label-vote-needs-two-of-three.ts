import OpenAI from 'openai'
import { z } from 'zod'
import { authenticationFailed, truncatedAtMaxTokens, serverError, wrongContentLength } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const labels = ['invoice', 'contract', 'letter'] as const
const voteSchema = z.object({ label: z.enum(labels) })
const schema = { type: 'object', additionalProperties: false, required: ['label'], properties: { label: { type: 'string', enum: labels } } }

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal } of runs.flat()) {
    if (error !== undefined) return 'The vote rejects.'
    const { label } = value as { label: string }
    const whole = journal.calls.filter(({ finish, status }) => finish === 'stop' && status === 200).map(({ received }) => received)
    if (label !== 'unknown' && whole.filter((text) => text.includes(`"${label}"`)).length < 2) return 'A label has fewer than two votes.'
  }
  return undefined
}

export const labelVoteNeedsTwoOfThree: YardstickApp = {
  name: 'label-vote-needs-two-of-three',
  story:
    'Sorter of scanned mail that asks the same question three times at once, without retries, and takes the label with at least two votes. A failed sample is a lost vote; without two equal votes the label is "unknown", with the tally and the errors. Unusual: equal calls, swallowed errors, and a value under every failure.',
  sources: ['openai/evals#1758', 'justuseapen/virtuoso#65', 'bolnet/attestor#97'],
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })

    async function sample(signal: AbortSignal): Promise<string> {
      const { choices } = await client.chat.completions.create(
        {
          model: 'gpt-4o-mini',
          temperature: 1,
          response_format: { type: 'json_schema', json_schema: { name: 'vote', strict: true, schema } },
          messages: [{ role: 'user', content: 'Which kind of document is this? "Please pay 30 EUR by Friday."' }],
        },
        { signal },
      )
      if (choices[0]?.finish_reason !== 'stop') throw new Error(`A vote ended with ${choices[0]?.finish_reason}.`)
      return voteSchema.parse(JSON.parse(choices[0].message.content ?? '')).label
    }

    return async ({ observe, signal }) => {
      const samples = await Promise.allSettled([sample(signal), sample(signal), sample(signal)])
      signal.throwIfAborted()
      const tally = Object.fromEntries(
        labels.map((label) => [label, samples.filter((one) => one.status === 'fulfilled' && one.value === label).length]),
      )
      const errors = samples.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
      const label = labels.find((candidate) => (tally[candidate] ?? 0) >= 2) ?? 'unknown'
      if (label === 'unknown') observe.alert(`No label has two votes: ${errors.join('; ')}`)
      return { label, tally, errors }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [serverError().nth(1)] }, { inject: [truncatedAtMaxTokens({ after: 0 })] }], wrong },
    { steps: [{ inject: [wrongContentLength().first(2)] }, { copies: 2 }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
  ],
}
