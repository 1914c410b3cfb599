import { createOpenAI } from '@ai-sdk/openai'
import { jsonSchema, Output, parsePartialJson, streamText } from 'ai'
import { z } from 'zod'
import { truncatedStream } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const answer = z.object({ allergens: z.array(z.string()).min(1) })
type Answer = z.infer<typeof answer>

const schema = jsonSchema<Partial<Answer>>({
  type: 'object',
  properties: { allergens: { type: 'array', items: { type: 'string' }, minItems: 3 } },
  required: ['allergens'],
  additionalProperties: false,
})

function makeMenu(): (dish: string, signal: AbortSignal) => Promise<Answer> {
  const openai = createOpenAI({ apiKey: 'test' })
  return async (dish, signal) => {
    const failures: Error[] = []
    const result = streamText({
      model: openai.chat('gpt-4o'),
      output: Output.object({ schema }),
      prompt: `List the allergens in ${dish}.`,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      onError: ({ error }) => void failures.push(new Error('The stream broke.', { cause: error })),
    })
    let json = ''
    for await (const piece of result.textStream) json += piece
    if (failures[0] !== undefined) throw failures[0]
    // Models forget a closing bracket now and then.
    const { value } = await parsePartialJson(json)
    return answer.parse(value)
  }
}

export const repairedHalfList: YardstickApp = {
  name: 'repaired-half-list',
  story:
    'A restaurant menu asks for the allergens of a dish as structured output, repairs small slips of the JSON and checks it with zod. If the stream ends early, the repair closes the brackets: a list of allergens that was cut passes as complete, and a guest with an allergy reads it.',
  sources: ['mastra-ai/mastra#24442', 'mem0ai/mem0#5428', 'vercel/ai packages/ai/src/util/parse-partial-json.ts'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noSilentTruncation(),
  make() {
    const list = makeMenu()
    return ({ signal }) => list('pad thai', signal)
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 24 })] }],
      wrong: ([step]) => {
        const run = step?.[0]
        const whole = run?.journal.calls[0]?.truth
        if (run?.value === undefined || whole === undefined) return undefined
        return JSON.stringify(run.value) === JSON.stringify(JSON.parse(whole)) ? undefined : 'A list that was cut passes as complete.'
      },
    },
  ],
}
