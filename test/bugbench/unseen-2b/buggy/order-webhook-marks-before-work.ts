import { ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const orderSchema = z.object({ article: z.string().min(1), pieces: z.number().int().positive() })

export const orderWebhookMarksBeforeWork: YardstickApp = {
  name: 'order-webhook-marks-before-work',
  story:
    'Webhook of a mail provider on LangChain: an order that came by mail is read into fields and placed. Deliveries are repeated until one succeeds, so their ids are remembered and a repeated one is answered "duplicate". Bug: the id is remembered before the work. If the model fails, the repeated delivery is a duplicate, and the order is never placed.',
  sources: ['LanternOps/breeze#4095', 'PostHog/posthog#101508', 'RamaAditya49/titen#32'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const model = new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o', timeout: 30_000, maxRetries: 1 }).withStructuredOutput(orderSchema, {
      method: 'jsonSchema',
      strict: true,
    })
    const seen = new Set<string>()
    return async ({ observe, signal }) => {
      const delivery = { id: 'delivery-4711', mail: 'Please send us 3 crates of lemons.' }
      if (seen.has(delivery.id)) return { status: 200, body: 'duplicate' }
      seen.add(delivery.id)
      const order = orderSchema.parse(await model.invoke(`Read the order from this mail: ${delivery.mail}`, { signal }))
      observe.effect(`order:${delivery.id}`)
      return { status: 201, body: `${order.pieces} of ${order.article}` }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 300_000 }],
      wrong: (runs) => {
        const acknowledged = runs[1]?.[0]?.error === undefined
        return acknowledged && runs.flat().every(({ effects }) => effects.length === 0)
          ? 'The delivery is acknowledged, and the order was never placed.'
          : undefined
      },
    },
  ],
}
