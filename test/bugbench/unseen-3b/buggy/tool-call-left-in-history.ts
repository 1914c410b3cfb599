import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { invalidToolArguments } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Lookup = z.object({ orderId: z.string().min(1) })

const lookup: Anthropic.Tool = {
  name: 'look_up_order',
  description: 'Returns where an order is.',
  input_schema: { type: 'object', properties: { orderId: { type: 'string' } }, required: ['orderId'] },
}

export const toolCallLeftInHistory: YardstickApp = {
  name: 'tool-call-left-in-history',
  story:
    'A chat about orders keeps its history over all turns. A tool call whose arguments do not fit ends the turn with an error for the user, after the call has been added to the history and before its result. Every later turn sends a tool call without a result, which the provider refuses: the conversation is lost.',
  sources: ['letta-ai/letta#3273', 'devoxx/DevoxxGenieIDEAPlugin#1194', 'juspay/clairvoyance#820'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000 })
    const history: Anthropic.MessageParam[] = []

    return async ({ signal }) => {
      const begun = history.length
      history.push({ role: 'user', content: 'Where is my order A-17?' })
      for (let round = 1; round <= 4; round += 1) {
        let message: Anthropic.Message
        try {
          message = await client.messages.create(
            { model: 'claude-sonnet-4-6', max_tokens: 500, tools: [lookup], messages: history },
            { signal },
          )
          if (message.stop_reason !== 'end_turn' && message.stop_reason !== 'tool_use')
            throw new Error(`The answer is incomplete: ${String(message.stop_reason)}.`)
          if (message.content.length === 0) throw new Error('The answer is empty.')
        } catch (error) {
          history.length = begun
          throw error
        }
        history.push({ role: 'assistant', content: message.content })
        const calls = message.content.filter((block) => block.type === 'tool_use')
        if (calls.length === 0) return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        const results = calls.map((call): Anthropic.ToolResultBlockParam => {
          const { orderId } = Lookup.parse(call.input)
          return { type: 'tool_result', tool_use_id: call.id, content: `Order ${orderId} is on its way.` }
        })
        history.push({ role: 'user', content: results })
      }
      history.length = begun
      throw new Error('The model asked for too many tools.')
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidToolArguments({ kind: 'missing-field' })] }, { after: 3_600_000 }],
      wrong(steps) {
        const { error } = steps[1]?.[0] ?? {}
        return error instanceof Anthropic.BadRequestError && error.message.includes('tool_result')
          ? 'The next turn sent a tool call that has no result.'
          : undefined
      },
    },
  ],
}
