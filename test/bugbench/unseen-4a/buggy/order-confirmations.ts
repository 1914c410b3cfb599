import OpenAI from 'openai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const orderConfirmations: YardstickApp = {
  name: 'order-confirmations',
  story: `A shop has gpt-4o-mini write the confirmation of each order, on the openai SDK, and mails it. An order whose mail cannot be
    written goes into an outbox that the next order empties first. Bug: the outbox is emptied before its orders are tried again, and
    what fails a second time is in no list any more. That customer never gets a confirmation.`,
  sources: ['deskhq/the-desk#1007', 'Netflix/suro#49', 'segmentio/analytics-java#36'],
  faultsNeeded: 2,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    const outbox: string[] = []
    let orders = 0

    return async ({ observe, signal }) => {
      async function confirm(order: string): Promise<void> {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Write a short confirmation for ${order}.` }] },
          { signal },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`The mail for ${order} is not complete.`)
        observe.effect(`mail:${order}`)
      }

      orders += 1
      const order = `order ${orders}`
      await Promise.allSettled(outbox.splice(0).map((late) => confirm(late)))
      try {
        await confirm(order)
        return { order, mailed: true }
      } catch {
        outbox.push(order)
        return { order, mailed: false, note: 'The confirmation follows.' }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 600_000, inject: [serverError()] }, { after: 86_400_000 }, { after: 86_400_000 }],
      wrong(runs) {
        const mailed = new Set(runs.flat().flatMap(({ effects }) => effects))
        const lost = runs.map((_, at) => `order ${at + 1}`).filter((order) => !mailed.has(`mail:${order}`))
        return lost.length === 0 ? undefined : `Two days after the outage there is no mail for ${lost.join(', ')}.`
      },
    },
  ],
}
