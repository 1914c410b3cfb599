import { parsePartialJson } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import { truncatedAtMaxTokens } from '../../../../faults/catalogue.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const dishSchema = z.object({ dish: z.string().min(1), allergens: z.array(z.string().min(1)).min(1) })
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['dish', 'allergens'],
  properties: { dish: { type: 'string' }, allergens: { type: 'array', minItems: 3, items: { type: 'string' } } },
}

export const menuRepairsACutAllergenList: YardstickApp = {
  name: 'menu-repairs-a-cut-allergen-list',
  story:
    'Menu editor of a restaurant: structured output lists the allergens of a dish, and the card is printed. JSON with small faults is repaired by the partial parser of the AI SDK and checked with zod. Bug: it also closes a list that was cut at the token limit. The card names the first allergens only, and a guest trusts it.',
  sources: ['mastra-ai/mastra#24442', 'vercel/ai#18770', 'vectorize-io/hindsight#3685'],
  faultsNeeded: 1,
  kind: 'content',
  fitting: noSilentTruncation(),
  make() {
    let cards = 0
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    return async ({ observe, signal }) => {
      const reply = await client.chat.completions.create(
        {
          model: 'gpt-4o-mini',
          max_tokens: 300,
          response_format: { type: 'json_schema', json_schema: { name: 'dish', strict: true, schema } },
          messages: [{ role: 'user', content: 'List all allergens of: pad thai with prawns, peanuts and egg noodles.' }],
        },
        { signal },
      )
      const message = reply.choices[0]?.message
      if (message?.refusal) throw new Error(`The model refused: ${message.refusal}`)
      if (reply.choices[0]?.finish_reason === 'content_filter') throw new Error('The list was filtered.')
      const { value } = await parsePartialJson(message?.content ?? '')
      const dish = dishSchema.parse(value)
      cards += 1
      observe.effect(`card:${cards}`)
      return dish
    }
  },
  scripts: [20, 28].map((after) => ({
    steps: [{ inject: [truncatedAtMaxTokens({ after })] }],
    wrong: (runs) => {
      const run = runs[0]?.[0]
      const truth = run?.journal.calls[0]?.truth
      if (run?.value === undefined || truth === undefined) return undefined
      const { allergens } = dishSchema.parse(JSON.parse(truth))
      const printed = (run.value as z.infer<typeof dishSchema>).allergens
      return JSON.stringify(printed) === JSON.stringify(allergens) ? undefined : 'The card lists fewer allergens than the dish has.'
    },
  })),
}
