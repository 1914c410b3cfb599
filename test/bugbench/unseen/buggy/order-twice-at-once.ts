import OpenAI from 'openai'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Orders the goods in a customer's message, once per message. Web hooks deliver a message more than once. */
class OrderHook {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
  readonly #handled = new Map<string, string>()

  async receive(id: string, text: string, place: (item: string) => void, signal: AbortSignal): Promise<{ item: string; again: boolean }> {
    const known = this.#handled.get(id)
    if (known !== undefined) return { item: known, again: true }
    const { choices } = await this.#client.chat.completions.create(
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Which item does this message order? ${text}` }] },
      { signal },
    )
    const [choice] = choices
    if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`Message ${id} was not understood.`)
    this.#handled.set(id, choice.message.content)
    place(id)
    return { item: choice.message.content, again: false }
  }
}

export const orderTwiceAtOnce: YardstickApp = {
  name: 'order-twice-at-once',
  story:
    'A web hook has the model read an order, and remembers the message id so that a second delivery orders nothing. It remembers only after the model has answered: two deliveries that come together both order, and the customer pays twice.',
  sources: ['vellum-ai/vellum-assistant#702', 'nex-crm/wuphf#823', 'iterate/iterate#1460'],
  faultsNeeded: 0,
  kind: 'race',
  make() {
    const hook = new OrderHook()
    return ({ observe, signal }) =>
      hook.receive('wamid-41', 'Please send me the blue kettle again.', (id) => observe.effect(`order:${id}`), signal)
  },
  scripts: [
    {
      steps: [{ copies: 2 }, {}],
      wrong: (runs) => {
        const orders = runs.flat().flatMap(({ effects }) => effects).length
        return orders > 1 ? `${orders} orders were placed for one message.` : undefined
      },
    },
  ],
}
