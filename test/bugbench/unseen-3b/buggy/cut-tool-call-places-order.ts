import OpenAI from 'openai'
import { z } from 'zod'
import { truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Closes what a streamed JSON text has left open, to show a preview of the arguments while they arrive. */
function repaired(text: string): unknown {
  const endings = ['', '}', '"}', '0}', 'null}', '":null}', ': null}']
  for (let length = text.length; length > 0; length -= 1) {
    for (const ending of endings) {
      try {
        return JSON.parse(text.slice(0, length) + ending)
      } catch {
        continue
      }
    }
  }
  return undefined
}

const Order = z.strictObject({ article: z.string().min(1), quantity: z.int().min(100).max(999), note: z.string().min(1) })

const tool: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'order',
    description: 'Orders an article from the wholesaler.',
    parameters: {
      type: 'object',
      properties: {
        article: { type: 'string' },
        quantity: { type: 'integer', minimum: 100, maximum: 999 },
        note: { type: 'string', minLength: 40 },
      },
      required: ['article', 'quantity', 'note'],
      additionalProperties: false,
    },
  },
}

export const cutToolCallPlacesOrder: YardstickApp = {
  name: 'cut-tool-call-places-order',
  story:
    'A purchasing agent streams a tool call to show a preview of the order and repairs the JSON as it arrives. The same repair is used for the final arguments, so a stream that ends early places an order that the model did not finish: with half of the note that says where it must be delivered.',
  sources: ['14790897/MiqroForge-Desktop#1100', 'vercel/ai packages/ai/src/util/fix-json.ts'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000 })
    return async ({ observe, signal }) => {
      const stream = await client.chat.completions.create(
        {
          model: 'gpt-4o',
          stream: true,
          tools: [tool],
          tool_choice: 'required',
          messages: [{ role: 'user', content: 'Reorder what runs low.' }],
        },
        { signal },
      )
      let written = ''
      for await (const chunk of stream) {
        const part = chunk.choices[0]?.delta.tool_calls?.[0]?.function
        written += part?.arguments ?? ''
        if (chunk.choices[0]?.finish_reason === 'length') throw new Error('The order was too long.')
      }
      const order = Order.parse(repaired(written))
      observe.effect('order at the wholesaler')
      return { ordered: order }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 24 })] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        if (run?.effects.length !== 1 || run.journal.calls.every((call) => call.ending === 'complete')) return undefined
        return 'An order was placed from a tool call that never ended.'
      },
    },
  ],
}
