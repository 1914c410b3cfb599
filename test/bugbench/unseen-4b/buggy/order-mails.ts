import { Mistral } from '@mistralai/mistralai'
import { MistralError } from '@mistralai/mistralai/models/errors'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { askedWait } from '../asked-wait.ts'
import { within } from '../within.ts'

interface Mail {
  readonly id: string
  readonly text: string
  readonly tries: number
}

const orderSchema = z.strictObject({ article: z.string().min(1), quantity: z.int().min(1).max(500) })
const inbox = ['Two lamps please', 'We need five chairs', 'One desk, the oak one', 'Ten boxes of paper']

const isPermanent = (error: unknown): boolean =>
  error instanceof MistralError && error.statusCode >= 400 && error.statusCode < 429 && error.statusCode !== 408

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })

  async function read(mail: Mail, signal: AbortSignal | undefined): Promise<z.infer<typeof orderSchema>> {
    const reply = await client.chat.complete(
      {
        model: 'mistral-small-latest',
        messages: [{ role: 'user', content: `Which article is ordered, and how many? ${mail.text}` }],
        responseFormat: { type: 'json_schema', jsonSchema: { name: 'order', schemaDefinition: z.toJSONSchema(orderSchema), strict: true } },
      },
      { signal: within(60_000, signal) },
    )
    const choice = reply.choices[0]
    if (choice?.finishReason !== 'stop') throw new Error('The order is incomplete.')
    return orderSchema.parse(JSON.parse(String(choice.message?.content)))
  }

  return async ({ observe, signal }) => {
    const queue: Mail[] = inbox.map((text, index) => ({ id: `mail-${index + 1}`, text, tries: 0 }))
    const placed: string[] = []
    const failed: string[] = []
    while (queue.length > 0) {
      const batch = queue.splice(0, 3)
      let current: Mail | undefined
      try {
        for (const mail of batch) {
          current = mail
          await read(mail, signal)
          observe.effect(`order:${mail.id}`)
          placed.push(mail.id)
        }
      } catch (error) {
        signal?.throwIfAborted()
        if (current === undefined) throw error
        const wait = error instanceof MistralError ? askedWait(error.headers) : 0
        if (current.tries === 2 || wait > 60_000 || isPermanent(error)) {
          failed.push(current.id)
          continue
        }
        queue.push({ ...current, tries: current.tries + 1 })
        await sleep(Math.max(2000, wait), undefined, { signal })
      }
    }
    return { placed: placed.toSorted(), failed }
  }
}

export const orderMails: YardstickApp = {
  name: 'order-mails',
  story:
    'A worker takes order mails from a queue in batches of three, has Mistral read each, and places the order; a mail that fails goes back to the queue. The bug: the mails behind it in the same batch were already taken from the queue and are never read. Their orders are lost, and the report names them neither as placed nor as failed.',
  sources: ['scrapinghub/frontera#120', 'resque/resque#16', 'bigcompany/resources#16'],
  faultsNeeded: 1,
  kind: 'effects',
  make,
  scripts: [
    {
      steps: [{ inject: [serverError().first(1)] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        return run?.error === undefined && new Set(run?.effects).size < inbox.length ? 'Orders were lost, and nobody was told.' : undefined
      },
    },
  ],
}
