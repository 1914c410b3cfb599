import OpenAI from 'openai'
import { z } from 'zod'
import { emptyAnswer, overloaded } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps } from '../common-steps.ts'

const Decision = z.strictObject({ remedy: z.enum(['refund', 'replacement']), reason: z.string() })
type Remedy = z.infer<typeof Decision>['remedy']

interface Closed {
  readonly remedy: Remedy
  readonly letter: string
  readonly letterBy: 'model' | 'template'
}

/** A refund desk that decides once and can write its letter by hand. */
export const refundOnce: YardstickApp = {
  name: 'refund-once',
  story:
    'A refund desk lets OpenAI choose between refund and replacement, settles the case, and lets it write the letter. What was settled is kept by case: a later run or a second click does not repeat it. If the letter cannot be written, a template goes out, marked as such.',
  sources: ['crewAIInc/crewAI#5802', 'ComposioHQ/composio#3654'],
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 30_000 })
    const { $schema: _, ...schema } = z.toJSONSchema(Decision)
    const decided = new Map<string, Remedy>()
    async function complete(content: string, signal: AbortSignal, asJson = false): Promise<string> {
      const response_format = asJson
        ? { type: 'json_schema' as const, json_schema: { name: 'decision', strict: true, schema } }
        : { type: 'text' as const }
      const body = { model: 'gpt-4o', messages: [{ role: 'user' as const, content }], response_format }
      const choice = (await client.chat.completions.create(body, { signal })).choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The model has not finished.')
      return choice.message.content
    }
    return async ({ observe, signal }): Promise<Closed> => {
      const id = 'case-4711'
      let remedy = decided.get(id)
      if (remedy === undefined) {
        const text = await complete('Case: the lamp arrived broken, price 40. Refund or replacement?', signal, true)
        const decision = Decision.parse(JSON.parse(text))
        remedy = decided.get(id) ?? decision.remedy
        if (!decided.has(id)) observe.effect(`${remedy} for ${id}`)
        decided.set(id, remedy)
      }
      try {
        return { remedy, letter: await complete(`Write to the customer that a ${remedy} is on its way.`, signal), letterBy: 'model' }
      } catch {
        return { remedy, letter: `Your ${remedy} is on its way.`, letterBy: 'template' }
      }
    }
  },
  scripts: [
    ...commonSteps,
    [{ inject: [emptyAnswer().nth(2)] }, { after: 24 * 3_600_000 }],
    [{ copies: 2, inject: [overloaded().first(1)] }, { after: 1_000 }],
  ].map((steps) => ({
    steps,
    wrong(runs) {
      const closed = runs.flat().map((run) => run.value as Closed | undefined)
      const effects = runs.flat().flatMap((run) => run.effects).length
      if (effects > 1) return 'The case is settled twice.'
      if (closed.some((each) => each !== undefined) && effects === 0) return 'A remedy is told that was never sent.'
      return closed.at(-1) === undefined ? 'The desk does not recover.' : undefined
    },
  })),
}
