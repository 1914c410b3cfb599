import OpenAI from 'openai'
import { z } from 'zod'
import { invalidStructuredOutput, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Ticket = z.strictObject({ urgency: z.enum(['low', 'high', 'emergency']), team: z.enum(['water', 'power', 'general']) })
type Ticket = z.infer<typeof Ticket>

function read(text: string): Ticket | undefined {
  try {
    return Ticket.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A utility that sorts reports by urgency. */
export const urgentFiledLow: YardstickApp = {
  name: 'urgent-filed-low',
  story:
    'A utility sorts reports of damage with the OpenAI SDK and zod, and has JSON that does not fit repaired by a second call. Bug: if the repair cannot be asked for, the report is filed as low and general as if the model had said so, and a flooded cellar waits until Monday.',
  sources: ['VishalVinayRam/sentinel-framework#44', 'open-mercato/cezar#285', 'itlackey/akm#812'],
  faultsNeeded: 2,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })
    const { $schema: _, ...schema } = z.toJSONSchema(Ticket)
    async function complete(content: string, signal: AbortSignal): Promise<string> {
      const response_format = { type: 'json_schema' as const, json_schema: { name: 'ticket', strict: true, schema } }
      const body = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content }], response_format }
      const choice = (await client.chat.completions.create(body, { signal })).choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The report was not sorted.')
      return choice.message.content
    }
    return async ({ signal }) => {
      const text = await complete('Sort this report: "Water is coming up through the cellar floor, next to the fuse box!"', signal)
      const ticket = read(text)
      if (ticket !== undefined) return ticket
      let repaired: string
      try {
        repaired = await complete(`Write this as JSON of the schema: ${text}`, signal)
      } catch {
        signal.throwIfAborted()
        return { urgency: 'low', team: 'general' } satisfies Ticket
      }
      return Ticket.parse(JSON.parse(repaired))
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput().nth(1), serverError().forPrompt('Write this as JSON')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        return run?.value !== undefined && run.journal.calls.at(-1)?.ending === 'refused' ? 'The report is filed unsorted.' : undefined
      },
    },
  ],
}
