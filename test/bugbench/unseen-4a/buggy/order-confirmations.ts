import OpenAI, { APIError } from 'openai'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Confirmed {
  readonly order: string
  readonly mailed: boolean
}

export const orderConfirmations: YardstickApp = {
  name: 'order-confirmations',
  story: `A shop has gpt-4o-mini write the confirmation of each order, on the openai SDK, and mails it. If the API fails, the order goes
    into an outbox that the next order empties first, and the customer is told that the mail follows. A mail that is not complete is an
    error that the shop sees. Bug: in the outbox it is none. An order is taken out before it is tried again, and put back only if the
    API fails; one whose mail comes back incomplete is in no list any more, and its customer never gets a confirmation.`,
  sources: ['deskhq/the-desk#1007', 'Netflix/suro#49', 'segmentio/analytics-java#36'],
  faultsNeeded: 2,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const outbox: string[] = []
    let orders = 0

    return async ({ observe, signal }): Promise<Confirmed> => {
      async function confirm(order: string): Promise<void> {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Write a short confirmation for ${order}.` }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`The mail for ${order} is not complete.`)
        observe.effect(`mail:${order}`)
      }

      async function emptyOutbox(): Promise<void> {
        for (const late of outbox.splice(0)) {
          try {
            await confirm(late)
          } catch (error) {
            if (error instanceof APIError) outbox.push(late)
          }
        }
      }

      orders += 1
      const order = `order ${orders}`
      await emptyOutbox()
      try {
        await confirm(order)
        return { order, mailed: true }
      } catch (error) {
        if (!(error instanceof APIError)) throw error
        outbox.push(order)
        return { order, mailed: false }
      }
    }
  },
  scripts: [
    {
      steps: [
        { inject: [serverError()] },
        { after: 600_000, inject: [truncatedAtMaxTokens()] },
        { after: 86_400_000 },
        { after: 86_400_000 },
      ],
      wrong(runs) {
        const mailed = new Set(runs.flat().flatMap(({ effects }) => effects))
        const promised = runs
          .flat()
          .flatMap(({ value }) => ((value as Confirmed | undefined)?.mailed === false ? [value as Confirmed] : []))
        const lost = promised.filter(({ order }) => !mailed.has(`mail:${order}`))
        return lost.length === 0
          ? undefined
          : `Two days after the outage there is no mail for ${lost.map(({ order }) => order).join(', ')}.`
      },
    },
  ],
}
