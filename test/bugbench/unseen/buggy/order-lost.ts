import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Processes a queue of orders that arrived by mail: each is read by the model, and booked. */
class OrderWorker {
  readonly #openai = createOpenAI({ apiKey: 'test' })
  readonly #queue = ['order-1', 'order-2', 'order-3', 'order-4', 'order-5', 'order-6']

  /** `undefined` if the model gave no complete answer. */
  async #read(prompt: string, signal: AbortSignal): Promise<string | undefined> {
    const { text, finishReason } = await generateText({
      model: this.#openai.chat('gpt-4o'),
      prompt,
      maxRetries: 2,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
    })
    return finishReason === 'stop' && text !== '' ? text : undefined
  }

  async #goodsOf(order: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      return await this.#read(`Name the goods of ${order}: two chairs and a table.`, signal)
    } catch (error) {
      this.#queue.unshift(order)
      throw error
    }
  }

  /** Handles the next order. `undefined` for an empty queue. */
  async next(book: (order: string) => void, signal: AbortSignal): Promise<{ order: string; goods: string } | undefined> {
    const order = this.#queue.shift()
    if (order === undefined) return undefined
    const goods = (await this.#goodsOf(order, signal)) ?? (await this.#read(`Name the goods of ${order} in three words.`, signal))
    if (goods === undefined) {
      this.#queue.unshift(order)
      throw new Error(`The goods of ${order} are not known.`)
    }
    book(order)
    return { order, goods }
  }
}

export const orderLost: YardstickApp = {
  name: 'order-lost',
  story:
    'A worker takes an order out of the queue, has the model read it, and books it. If the call fails, or the answer cannot be used, the order goes back. If the answer was cut, a shorter one is asked for, and an error of that second call puts nothing back: the order is out of the queue, and the customer waits for chairs that nobody has booked.',
  sources: ['AIObjectives/tttc-light-js#532', 'ColeMurray/background-agents#1022', 'mozilla/code-coverage#158'],
  faultsNeeded: 2,
  kind: 'effects',
  make() {
    const worker = new OrderWorker()
    return ({ observe, signal }) => worker.next((order) => observe.effect(`book:${order}`), signal)
  },
  scripts: [
    {
      steps: [
        { inject: [truncatedAtMaxTokens().nth(1), ...[2, 3, 4].map((nth) => serverError().nth(nth))] },
        { after: 600_000 },
        { after: 600_000 },
      ],
      wrong: (runs) => {
        const booked = runs.flat().flatMap(({ effects }) => effects)
        return booked.length === 0 || booked.includes('book:order-1') ? undefined : 'Later orders are booked, and the first never was.'
      },
    },
  ],
}
