import { Mistral } from '@mistralai/mistralai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  truncatedAtMaxTokens,
  invalidStructuredOutput,
  permissionDenied,
  rateLimited,
  serverError,
  slowFirstToken,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, recovering } from '../checked.ts'
import { within } from '../within.ts'

const leadSchema = z.strictObject({ company: z.string().min(1), seats: z.int().min(1).max(10_000), urgency: z.enum(['low', 'high']) })
type Lead = z.infer<typeof leadSchema>
type Message = { readonly role: 'user' | 'assistant'; readonly content: string }

const mail = 'We are 40 people at Baumann Logistics and need your software by March.'

function read(text: string): { readonly lead: Lead } | { readonly problem: string } {
  try {
    const parsed = leadSchema.safeParse(JSON.parse(text))
    return parsed.success ? { lead: parsed.data } : { problem: z.prettifyError(parsed.error) }
  } catch (error) {
    return { problem: String(error) }
  }
}

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })

  async function ask(messages: Message[], signal: AbortSignal | undefined): Promise<string> {
    const reply = await client.chat.complete(
      {
        model: 'mistral-medium-latest',
        messages: [...messages],
        responseFormat: { type: 'json_schema', jsonSchema: { name: 'lead', schemaDefinition: z.toJSONSchema(leadSchema), strict: true } },
      },
      { signal: within(30_000, signal) },
    )
    const choice = reply.choices[0]
    // JSON that is not finished cannot be trusted, even if it can be parsed.
    if (choice?.finishReason !== 'stop') return ''
    return typeof choice.message?.content === 'string' ? choice.message.content : ''
  }

  return async ({ observe, signal }): Promise<Lead | null> => {
    const messages: Message[] = [{ role: 'user', content: `Who asks, for how many seats, and how urgently? ${mail}` }]
    const first = await ask(messages, signal)
    let result = read(first)
    if ('problem' in result) {
      const complaint: Message = { role: 'user', content: `That does not fit the form: ${result.problem}. Answer once more.` }
      const corrected: Message[] = first === '' ? messages : [...messages, { role: 'assistant', content: first }, complaint]
      result = read(await ask(corrected, signal))
    }
    signal?.throwIfAborted()
    if ('problem' in result) return null
    observe.effect('crm:baumann')
    return result.lead
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined || run.value === null)
    return run.effects.length === 0 ? undefined : 'A lead was stored that nobody could read.'
  if (run.journal.calls.length > 2) return 'It asked more than twice.'
  if (run.effects.length !== 1) return 'The lead was not stored once.'
  return leadSchema.safeParse(run.value).success ? undefined : 'The lead is not in the form.'
}

export const leadForm: YardstickApp = {
  name: 'lead-form',
  story:
    'Mistral fills a form in JSON that zod checks. An answer that does not fit is sent back once with what is wrong; if the second does not fit either, the value is null and nothing is stored. HTTP errors are handed on without a retry.',
  sources: ['gfargo/coco#281', 'vercel/ai#1065', 'shcherbak-ai/contextgem#41'],
  kind: 'content',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [truncatedStream({ at: '100 bytes' })] }],
      [{ inject: [permissionDenied()] }],
      [{ inject: [invalidStructuredOutput({ kind: 'wrong-type' }).first(1)] }],
      [{ inject: [invalidStructuredOutput({ kind: 'truncated' })] }],
      [{ inject: [truncatedAtMaxTokens({ after: 2 })] }],
      [{ inject: [rateLimited({ retryAfter: '10s' }).first(1)], copies: 2 }],
      [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 5000 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
