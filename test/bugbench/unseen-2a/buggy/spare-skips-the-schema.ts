import { Mistral } from '@mistralai/mistralai'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { invalidStructuredOutput, overloaded } from '../../../../faults/index.ts'
import { schemaValidOrError } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const triageSchema = z.object({ priority: z.enum(['low', 'normal', 'urgent']), team: z.enum(['billing', 'network', 'devices']) })
type Triage = z.infer<typeof triageSchema>

const prompt = 'Triage this ticket of a telecom customer: "No phone in our clinic has a signal since this morning."'

export const spareSkipsTheSchema: YardstickApp = {
  name: 'spare-skips-the-schema',
  story:
    'A telecom triages tickets with OpenAI and checks the answer against a schema; if OpenAI is down, Mistral does it. What Mistral says is parsed and believed. On a bad day a ticket is queued under a priority or a team that does not exist, where nobody looks for it.',
  sources: ['browserbase/stagehand#2221', 'WorkflowAI/WorkflowAI#443', 'Yelp/bravado#369'],
  faultsNeeded: 2,
  kind: 'fallback',
  fitting: schemaValidOrError(triageSchema),
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1, logLevel: 'off' })
    const mistral = new Mistral({ apiKey: 'test', timeoutMs: 20_000, retryConfig: { strategy: 'none' } })

    async function viaOpenAI(signal: AbortSignal): Promise<Triage> {
      const reply = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], response_format: zodResponseFormat(triageSchema, 'triage') },
        { signal },
      )
      return triageSchema.parse(JSON.parse(reply.choices[0]?.message.content ?? ''))
    }

    async function viaMistral(signal: AbortSignal): Promise<Triage> {
      const reply = await mistral.chat.complete(
        {
          model: 'mistral-large-latest',
          messages: [{ role: 'user', content: prompt }],
          responseFormat: {
            type: 'json_schema',
            jsonSchema: { name: 'triage', schemaDefinition: z.toJSONSchema(triageSchema), strict: true },
          },
        },
        { fetchOptions: { signal } },
      )
      const choice = reply.choices?.[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string') throw new Error('Mistral gave no complete answer')
      return JSON.parse(text) as Triage
    }

    let tickets = 300
    return async ({ observe, signal }) => {
      tickets += 1
      const ticket = tickets
      let triage: Triage
      try {
        triage = await viaOpenAI(AbortSignal.any([signal, AbortSignal.timeout(45_000)]))
      } catch (error) {
        if (signal.aborted) throw error
        triage = await viaMistral(AbortSignal.any([signal, AbortSignal.timeout(30_000)]))
      }
      observe.effect(`queue:ticket-${ticket}`)
      return { ticket, ...triage }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().for('openai'), invalidStructuredOutput({ kind: 'unlisted-choice' }).for('mistral')] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        if (run?.value === undefined || triageSchema.safeParse(run.value).success) return undefined
        return `The ticket is queued as ${JSON.stringify(run.value)}.`
      },
    },
  ],
}
