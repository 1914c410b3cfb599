import OpenAI from 'openai'
import { z } from 'zod'
import { invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Invoice = z.strictObject({ number: z.string(), total: z.number(), currency: z.enum(['EUR', 'USD', 'CHF']) })

export const failedAttemptsNotBilled: YardstickApp = {
  name: 'failed-attempts-not-billed',
  story:
    'A service for many tenants reads invoices into a zod schema and asks again, with the complaint of zod, when the JSON does not fit. It bills each tenant for the tokens of the answer that was accepted. The attempts before it were paid too, so the service loses money on every difficult invoice, and its monthly budget is exceeded unseen.',
  sources: ['elastic/kibana#282747', 'ayunis-core/ayunis-core#1270', 'open-telemetry/semantic-conventions-genai#476'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    const billed = new Map<string, number>()

    return async ({ signal }) => {
      const tenant = 'acme'
      const messages: OpenAI.ChatCompletionMessageParam[] = [
        { role: 'user', content: 'Read this invoice: No. 2291, 119.00 euros, due on 1 May.' },
      ]
      for (let attempt = 1; ; attempt += 1) {
        const completion = await client.chat.completions.create(
          {
            model: 'gpt-4o-mini',
            messages,
            response_format: { type: 'json_schema', json_schema: { name: 'invoice', strict: true, schema: z.toJSONSchema(Invoice) } },
          },
          { signal },
        )
        const [choice] = completion.choices
        if (completion.usage === undefined) throw new Error('The provider reported no usage, the invoice is read by hand.')
        const content = choice?.finish_reason === 'stop' ? (choice.message.content ?? '') : ''
        let problem: string
        try {
          const invoice = Invoice.parse(JSON.parse(content))
          billed.set(tenant, (billed.get(tenant) ?? 0) + completion.usage.total_tokens)
          return { ok: true, invoice, tokens: completion.usage.total_tokens }
        } catch (error) {
          problem = error instanceof Error ? error.message : String(error)
        }
        if (attempt === 3) throw new Error(`The invoice could not be read: ${problem}`)
        messages.push(
          { role: 'assistant', content: content || '{}' },
          { role: 'user', content: `That does not fit the schema: ${problem}` },
        )
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput({ kind: 'missing-field' }).first(1)] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const { tokens } = (run?.value ?? {}) as { tokens?: number }
        if (run === undefined || tokens === undefined) return undefined
        const paid = run.journal.calls.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0), 0)
        return tokens < paid ? `The tenant was billed for ${tokens} of ${paid} tokens.` : undefined
      },
    },
  ],
}
