import { parsePartialJson } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import { badRequest, truncatedAtMaxTokens, refusal, serverError, wrongContentLength } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const formSchema = z.object({ name: z.string(), street: z.string(), damages: z.array(z.string()) })
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'street', 'damages'],
  properties: { name: { type: 'string' }, street: { type: 'string' }, damages: { type: 'array', minItems: 2, items: { type: 'string' } } },
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, effects, journal } of runs.flat()) {
    const complete = (value as { complete: boolean } | undefined)?.complete ?? false
    if (complete && journal.calls.at(-1)?.finish !== 'stop') return 'A cut form passes as complete.'
    if (effects.length !== (complete ? 1 : 0)) return 'A form is filed that is not complete, or not filed although it is.'
  }
  return undefined
}

export const formReaderShowsWhatItHas: YardstickApp = {
  name: 'form-reader-shows-what-it-has',
  story:
    'Reader of claim forms: a form that was cut at the token limit is repaired and shown with the mark "not complete" and the fields that are missing, for a clerk to fill in. Only a complete form is filed. Unusual: half an answer is a value here.',
  sources: ['juspay/neurolink#1304', 'vercel/ai#18770'],
  kind: 'content',
  make() {
    let filed = 0
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    return async ({ observe, signal }) => {
      const { choices } = await client.chat.completions.create(
        {
          model: 'gpt-4o',
          max_tokens: 400,
          response_format: { type: 'json_schema', json_schema: { name: 'form', strict: true, schema } },
          messages: [{ role: 'user', content: 'Read this form: Ines Duarte, Mill Lane 4, broken window and wet floor' }],
        },
        { signal },
      )
      const choice = choices[0]
      if (choice?.message.refusal) throw new Error(`The model refused: ${choice.message.refusal}`)
      if (choice?.finish_reason === 'stop') {
        const form = formSchema.parse(JSON.parse(choice.message.content ?? ''))
        filed += 1
        observe.effect(`filed:${filed}`)
        return { complete: true, form, missing: [] }
      }
      if (choice?.finish_reason !== 'length') throw new Error(`The form ended with ${choice?.finish_reason}.`)
      const { value } = await parsePartialJson(choice.message.content ?? '')
      const form = formSchema.partial().parse(value ?? {})
      // The last field can be truncated in the middle, even if it looks complete.
      const last = Object.keys(form).at(-1)
      const missing = Object.keys(formSchema.shape).filter((field) => !(field in form) || field === last)
      return { complete: false, form, missing }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens({ after: 8 })] }, { inject: [truncatedAtMaxTokens({ after: 25 })] }], wrong },
    { steps: [{ inject: [wrongContentLength()] }], wrong },
    { steps: [{ inject: [badRequest()] }, { inject: [refusal()] }], wrong },
  ],
}
