import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const scan = 'INVOICE from Nordlicht GmbH. 12 lamps, 19 % VAT. Total due in 14 days.'

const invoice = z.object({
  net: z.number().positive().catch(0),
  vat: z.number().positive().catch(0),
  total: z.number().positive().catch(0),
})

const responseJsonSchema = {
  type: 'object',
  properties: {
    net: { type: 'number', minimum: 1 },
    vat: { type: 'number', minimum: 1 },
    total: { type: 'number', minimum: 1 },
  },
  required: ['net', 'vat', 'total'],
}

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })

  return async ({ observe, signal }) => {
    const response = await client.models.generateContent({
      model: 'gemini-2.5-flash',
      contents: `Read the amounts of this invoice: ${scan}`,
      config: {
        responseMimeType: 'application/json',
        responseJsonSchema,
        abortSignal: within(60_000, signal),
      },
    })
    const reason = response.candidates?.[0]?.finishReason
    if (reason !== FinishReason.STOP) throw new Error(`The invoice was not read: ${String(reason)}`)
    const amounts = invoice.parse(JSON.parse(response.text ?? ''))
    observe.effect('book:nordlicht')
    return { supplier: 'Nordlicht GmbH', ...amounts }
  }
}

export const invoiceReader: YardstickApp = {
  name: 'invoice-reader',
  story:
    'Gemini reads the amounts of an invoice as JSON, zod checks them, and the invoice is booked. The bug: the schema has a default for each amount that is missing or no number, so an unreadable amount is booked as 0, and the supplier is not paid.',
  sources: ['colinhacks/zod#2087', 'yifanfeng97/Hyper-Extract#63', 'gfargo/coco#281'],
  faultsNeeded: 1,
  kind: 'content',
  make,
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput({ kind: 'number-as-string' })] }],
      wrong: (runs) =>
        /"(net|vat|total)":0[,}]/.test(JSON.stringify(runs[0]?.[0]?.value))
          ? 'An amount that could not be read was booked as 0.'
          : undefined,
    },
    {
      steps: [{ inject: [invalidStructuredOutput({ kind: 'missing-field' })] }],
      wrong: (runs) =>
        /"(net|vat|total)":0[,}]/.test(JSON.stringify(runs[0]?.[0]?.value)) ? 'An amount that is missing was booked as 0.' : undefined,
    },
  ],
}
