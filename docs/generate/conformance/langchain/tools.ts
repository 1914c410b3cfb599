import { tool } from '@langchain/core/tools'
import { z } from 'zod'

/** Tools and schemas for one client: LangChain keeps the JSON Schema of each zod schema, and some clients change it in place. */
export function freshTools() {
  const numbers = z.object({ a: z.number().int(), b: z.number().int() }).describe('Adds two integers')
  const adder = tool(({ a, b }: z.infer<typeof numbers>) => String(a + b), { name: 'add', description: 'Adds', schema: numbers })
  const place = z.object({ location: z.string().describe('A city') })
  const weather = tool(() => 'It is 21 degrees in Ghent.', { name: 'current_weather', description: 'The weather now', schema: place })
  const hour = tool(() => 'It is noon in Ghent.', { name: 'current_time', description: 'The time now', schema: place })
  const service = z.object({
    decision: z.enum(['UseAPI', 'UseFallback']),
    explanation: z.string(),
    apiDetails: z.object({
      serviceName: z.string(),
      endpointName: z.string(),
      parameters: z.record(z.string(), z.unknown()),
      extractionPath: z.string(),
    }),
  })
  const inJson = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    required: ['a', 'b'],
    additionalProperties: false,
  } as const
  return { numbers, adder, place, weather, hour, service, inJson }
}
