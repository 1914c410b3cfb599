import { ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import { invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

const invoice = z.object({ number: z.string().min(1), total: z.number().nonnegative() })

type Read = { readonly kind: 'invoice'; readonly invoice: z.infer<typeof invoice> } | { readonly kind: 'unknown'; readonly why: string }

/** Reads an invoice. Makes a second call if the JSON cannot be read, and then leaves it to a human. */
class InvoiceReader {
  readonly #model = new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o', maxRetries: 1, timeout: 20_000 }).withConfig({
    response_format: { type: 'json_schema', json_schema: { name: 'invoice', strict: true, schema: z.toJSONSchema(invoice) } },
  })

  async #ask(prompt: string, signal: AbortSignal): Promise<{ text: string; isWhole: boolean }> {
    const { content, response_metadata } = await this.#model.invoke(prompt, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(50_000)]),
    })
    return { text: typeof content === 'string' ? content : '', isWhole: response_metadata['finish_reason'] === 'stop' }
  }

  async read(page: string, signal: AbortSignal): Promise<Read> {
    let why = ''
    for (const prompt of [`Read this invoice: ${page}`, `Read this invoice, and answer in JSON alone: ${page}`]) {
      const { text, isWhole } = await this.#ask(prompt, signal)
      const result = isWhole ? invoice.safeParse(parsed(text)) : undefined
      if (result?.success) return { kind: 'invoice', invoice: result.data }
      why = result?.error.message ?? 'The answer was cut.'
    }
    return { kind: 'unknown', why }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const unknownIfUnreadable: YardstickApp = {
  name: 'unknown-if-unreadable',
  story:
    'An invoice is read as structured output and checked with zod. If that fails, the model is asked once more in other words; if it fails again, the value is "unknown", with the reason, and a human reads the page. Errors of the provider are handed on.',
  sources: ['refuel-ai/autolabel#325', 'huggingface/serge#33', 'Daily-Nerd/daimon#666'],
  kind: 'content',
  make() {
    const reader = new InvoiceReader()
    return ({ signal }) => reader.read('Invoice 4471, Elm Joinery, total 310.50 euros.', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Read).kind === 'invoice',
      fault({ value, journal }) {
        const read = value as Read | undefined
        if (read?.kind !== 'invoice') return undefined
        const told = journal.calls.some(
          ({ received, ending }) => ending === 'complete' && JSON.stringify(parsed(received)) === JSON.stringify(read.invoice),
        )
        return told ? undefined : 'An invoice is given out that no model has read so.'
      },
    },
    {
      steps: [
        { inject: [invalidStructuredOutput({ kind: 'missing-field' })] },
        { inject: [invalidStructuredOutput({ kind: 'missing-field' }).first(1)] },
      ],
      wrong: ([both, once]) => {
        if ((both?.[0]?.value as Read | undefined)?.kind !== 'unknown') return 'An invoice without a field passes.'
        return (once?.[0]?.value as Read | undefined)?.kind === 'invoice' ? undefined : 'The second question does not help.'
      },
    },
  ),
}
