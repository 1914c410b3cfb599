import { z } from 'zod'
import { schemaValidOrError } from '../../../src/property/index.ts'
import { openaiClient } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

const order = z.strictObject({ orderId: z.string() })

export const trustsFencedJson: BuggyApp = {
  name: 'trusts-fenced-json',
  story: 'What cannot be parsed is handed on as text, and the caller reads members of a string.',
  source: 'https://github.com/MoonshotAI/K2-Vendor-Verifier',
  property: schemaValidOrError(order),
  task: async () => {
    const { choices } = await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Which order is this about? Order 118 has not come.' }],
      response_format: { type: 'json_schema', json_schema: { name: 'order', strict: true, schema: z.toJSONSchema(order) } },
    })
    const text = choices[0]!.message.content ?? ''
    try {
      return JSON.parse(text) as unknown
    } catch {
      return text
    }
  },
}
