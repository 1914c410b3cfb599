import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const stock = [
  { product: 'blue kettle', count: 14 },
  { product: 'oak table', count: 2 },
]
const stockTool = {
  name: 'stock_level',
  description: 'Look up the stock level of a product',
  input_schema: { type: 'object', properties: { product: { type: 'string' } }, required: ['product'] },
} satisfies Anthropic.Tool

function similarity(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

export const toolUseLeftOpen: YardstickApp = {
  name: 'tool-use-left-open',
  story:
    'A warehouse chat keeps its history on the server. Claude asks for a stock level, and the tool finds the product by embeddings of OpenAI. The request for the tool is in the history before the tool has run: if the tool fails, its result is missing, and every later message in this chat is rejected.',
  sources: ['letta-ai/letta#3273', 'anthropics/claude-code#21041', 'earendil-works/pi#4189'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
    const history: Anthropic.MessageParam[] = []
    let queue: Promise<unknown> = Promise.resolve()

    async function stockLevel(product: string, signal: AbortSignal): Promise<string> {
      const input = [product, ...stock.map((entry) => entry.product)]
      const { data } = await openai.embeddings.create({ model: 'text-embedding-3-small', input }, { signal })
      const vectors = input.map((_, position) => data.find(({ index }) => index === position)?.embedding)
      const [asked, ...known] = vectors.map((vector) => {
        if (vector === undefined || vector.length !== vectors[0]?.length || !vector.every(Number.isFinite))
          throw new Error('an embedding is broken')
        return vector
      })
      const scores = known.map((vector) => similarity(asked ?? [], vector))
      const found = stock[scores.indexOf(Math.max(...scores))]
      return found === undefined ? 'No such product.' : `There are ${found.count} of ${found.product}.`
    }

    async function answer(signal: AbortSignal): Promise<{ answer: string }> {
      const within = AbortSignal.any([signal, AbortSignal.timeout(90_000)])
      const length = history.length
      history.push({ role: 'user', content: 'What is the stock level of the product "blue kettle"?' })
      for (let turns = 0; turns < 4; turns += 1) {
        const message = await anthropic.messages
          .create({ model: 'claude-sonnet-4-6', max_tokens: 600, tools: [stockTool], messages: history }, { signal: within })
          .catch((error: unknown) => {
            history.length = length
            throw error
          })
        if ((message.stop_reason !== 'end_turn' && message.stop_reason !== 'tool_use') || message.content.length === 0) {
          history.length = length
          throw new Error(`the answer ended with ${message.stop_reason}`)
        }
        history.push({ role: 'assistant', content: message.content })
        const uses = message.content.filter((block) => block.type === 'tool_use')
        if (uses.length === 0) return { answer: message.content.map((block) => (block.type === 'text' ? block.text : '')).join('') }
        const content: Anthropic.ToolResultBlockParam[] = []
        for (const { id, input } of uses) {
          const { product } = input as { product?: unknown }
          content.push({ type: 'tool_result', tool_use_id: id, content: await stockLevel(String(product), within) })
        }
        history.push({ role: 'user', content })
      }
      history.length = length
      throw new Error('the model asked for tools again and again')
    }

    // Messages of one chat are answered one after the other.
    return async ({ signal }) => {
      const turn = queue.then(async () => answer(signal))
      queue = turn.catch(() => undefined)
      return turn
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai')] }, { after: 60_000 }, { after: 86_400_000 }],
      wrong(steps) {
        const [run] = steps.at(-1) ?? []
        return run?.error instanceof Anthropic.BadRequestError ? 'The chat is rejected a day later.' : undefined
      },
    },
  ],
}
