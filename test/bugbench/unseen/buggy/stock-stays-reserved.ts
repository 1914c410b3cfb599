import OpenAI from 'openai'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Warehouse {
  reserve(item: string): void
  release(item: string): void
  ship(item: string): void
}

/** Takes an order in three steps, and takes back the first if a later one fails. */
class Checkout {
  readonly #client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 20_000 })

  /** `undefined` if the model gave no complete text. */
  async #say(prompt: string, signal: AbortSignal): Promise<string | undefined> {
    const { choices } = await this.#client.chat.completions.create(
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content: prompt }] },
      { signal },
    )
    return choices[0]?.finish_reason === 'stop' ? choices[0].message.content || undefined : undefined
  }

  async #confirm(item: string, warehouse: Warehouse, signal: AbortSignal): Promise<string | undefined> {
    try {
      return await this.#say(`Write the confirmation for one ${item}, with care instructions.`, signal)
    } catch (error) {
      warehouse.release(item)
      throw error
    }
  }

  async order(item: string, warehouse: Warehouse, signal: AbortSignal): Promise<{ status: 'shipped' | 'declined'; text: string }> {
    warehouse.reserve(item)
    const confirmation = await this.#confirm(item, warehouse, signal)
    if (confirmation !== undefined) {
      warehouse.ship(item)
      return { status: 'shipped', text: confirmation }
    }
    const apology = await this.#say(`Apologize that we cannot ship the ${item} today.`, signal)
    warehouse.release(item)
    return { status: 'declined', text: apology ?? 'We are sorry, but we cannot ship today.' }
  }
}

export const stockStaysReserved: YardstickApp = {
  name: 'stock-stays-reserved',
  story:
    'A checkout reserves an item, has the confirmation written, and ships. An error releases the item. If the confirmation was cut, an apology is written first and the item released after it. If that second call fails, the release never comes: the last vase stays reserved for nobody.',
  sources: ['Muneerali199/Draftdeckai#1046', 'aprin-labs/archimedes#1498', 'kestra-io/kestra#17759'],
  faultsNeeded: 2,
  kind: 'effects',
  make() {
    const checkout = new Checkout()
    return ({ observe, signal }) =>
      checkout.order(
        'vase',
        {
          reserve: (item) => observe.effect(`reserve:${item}`),
          release: (item) => observe.effect(`release:${item}`),
          ship: (item) => observe.effect(`ship:${item}`),
        },
        signal,
      )
  },
  scripts: [
    {
      steps: [{ inject: [truncatedAtMaxTokens().nth(1), serverError().nth(2), serverError().nth(3)] }],
      wrong: ([step]) =>
        step?.[0]?.effects.join(' ') === 'reserve:vase' ? 'The vase stays reserved for an order that failed.' : undefined,
    },
  ],
}
