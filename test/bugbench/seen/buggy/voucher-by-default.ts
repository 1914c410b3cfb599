import { Mistral } from '@mistralai/mistralai'
import { z } from 'zod'
import { invalidToolArguments } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const voucher = z.object({ customer: z.string(), euros: z.int() }).partial()

function parsed(text: string): z.output<typeof voucher> {
  try {
    return voucher.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

export const voucherByDefault: YardstickApp = {
  name: 'voucher-by-default',
  story:
    'A complaints desk with the Mistral SDK whose tool issues vouchers. Bug: arguments that cannot be read become an empty object, and what is missing is filled with defaults, so a broken tool call issues 50 euros to whoever wrote last.',
  sources: ['omnigent-ai/omnigent#2587', 'antirez/ds4#235', 'tinyhumansai/tinyagents#116'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new Mistral({ apiKey: 'test', timeoutMs: 30_000 })

    return async ({ observe, signal }) => {
      const completion = await client.chat.complete(
        {
          model: 'mistral-large-latest',
          messages: [{ role: 'user', content: 'Issue a voucher for customer C-77, whose parcel came late.' }],
          tools: [
            {
              type: 'function',
              function: {
                name: 'issue_voucher',
                description: 'Issues a voucher for a customer.',
                parameters: {
                  type: 'object',
                  properties: { customer: { type: 'string' }, euros: { type: 'integer', minimum: 5, maximum: 20 } },
                  required: ['customer', 'euros'],
                },
              },
            },
          ],
          toolChoice: 'any',
        },
        { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]) } },
      )
      const calls = completion.choices[0]?.message?.toolCalls ?? []
      const [call] = calls
      if (call?.function.name !== 'issue_voucher' || calls.length !== 1) throw new Error('The model issued no voucher, or several.')
      const { customer = 'C-77', euros = 50 } = parsed(String(call.function.arguments))
      observe.effect(`voucher of ${euros} euros for ${customer}`)
      return { customer, euros }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidToolArguments({ kind: 'truncated' }).first(1)] }],
      wrong: (runs) => {
        const { effects } = runs[0]![0]!
        return effects.some((key) => key.includes('50 euros')) ? `Done: ${effects.join()}` : undefined
      },
    },
  ],
}
