import OpenAI from 'openai'
import { z } from 'zod'
import { truncatedAtMaxTokens } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const line = z.object({ article: z.string(), quantity: z.int() })
const invoice = z.object({ lines: z.array(line).min(1) })
/** Goods, freight and tax: our invoices have three lines at least. */
const asked = z.toJSONSchema(z.object({ lines: z.array(line).min(3) }))

/** The JSON in a text, even when the text breaks off: open parts are closed after the last complete line. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(`${text.slice(0, text.lastIndexOf('}') + 1)}]}`)
  }
}

export const invoiceLinesRepaired: YardstickApp = {
  name: 'invoice-lines-repaired',
  story:
    'Reads the lines of an invoice by structured output. Bug: JSON that breaks off is closed and passes the schema, and the finish reason is never read, so an invoice is booked with lines missing.',
  sources: ['mastra-ai/mastra#24442', 'apache/flink-agents#1040'],
  faultsNeeded: 1,
  kind: 'content',
  fitting: noSilentTruncation(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })

    return async ({ observe, signal }) => {
      const completion = await client.chat.completions.create(
        {
          model: 'gpt-4o',
          messages: [{ role: 'user', content: 'List all lines of the attached invoice.' }],
          response_format: { type: 'json_schema', json_schema: { name: 'invoice', strict: true, schema: asked } },
        },
        { signal },
      )
      const message = completion.choices[0]?.message
      if (message?.content == null) throw new Error(message?.refusal ?? 'The model said nothing.')
      const { lines } = invoice.parse(jsonIn(message.content))
      observe.effect(`book ${lines.length} lines`)
      return lines
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedAtMaxTokens({ after: 30 }).first(1)] }],
      wrong: (runs) => {
        const { value, journal } = runs[0]![0]!
        const all = (JSON.parse(journal.calls[0]?.truth ?? '{"lines":[]}') as { lines: readonly unknown[] }).lines
        return Array.isArray(value) && value.length < all.length ? `Booked ${value.length} of ${all.length} lines.` : undefined
      },
    },
  ],
}
