import Anthropic from '@anthropic-ai/sdk'
import { filing, instructions } from '../support/assistant.ts'
import { findOrderParameters } from '../support/orders.ts'
import { CallFailure } from './failure.ts'
import { filedRecord, filedSchema, idle, lookupArguments, parsedReply, type Conversation, type Model } from './model.ts'
import { withoutSilence } from './patience.ts'

const base = { model: 'claude-sonnet-4-6', max_tokens: 1024, system: instructions } as const
const tool = {
  name: 'find_order',
  description: 'Look an order up',
  input_schema: { ...findOrderParameters, required: [...findOrderParameters.required] },
} satisfies Anthropic.Tool

function messagesOf({ question, lookup }: Conversation): Anthropic.MessageParam[] {
  const asked: Anthropic.MessageParam = { role: 'user', content: question }
  if (lookup === undefined) return [asked]
  return [
    asked,
    { role: 'assistant', content: [{ type: 'tool_use', id: lookup.id, name: 'find_order', input: { orderId: lookup.orderId } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: lookup.id, content: lookup.found }] },
  ]
}

/** Anthropic's model. The SDK's own retries are off: one layer retries, and it knows why. */
export function anthropicModel(): Model {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: idle, logLevel: 'off' })
  return {
    provider: 'anthropic',
    async turn(conversation, onText, signal) {
      const open = (within: AbortSignal) =>
        client.messages.create({ ...base, messages: messagesOf(conversation), tools: [tool], stream: true }, { signal: within })
      let text = ''
      let call: { id: string; json: string } | undefined
      let reason: string | null = null
      let isOver = false
      for await (const event of withoutSilence(open, idle, signal)) {
        // Text after the end is not part of the answer.
        if (isOver) continue
        if (event.type === 'content_block_start' && event.content_block.type === 'tool_use')
          call ??= { id: event.content_block.id, json: '' }
        if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' && call !== undefined)
          call.json += event.delta.partial_json
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
          text += event.delta.text
          onText(event.delta.text)
        }
        if (event.type === 'message_delta') reason = event.delta.stop_reason
        if (event.type === 'message_stop') isOver = true
      }
      if (!isOver) throw new CallFailure('the answer was truncated')
      if (reason !== 'end_turn' && reason !== 'tool_use') throw new CallFailure(`the answer ended with ${reason}`)
      if (call === undefined && text === '') throw new CallFailure('the answer was empty')
      return { text, lookup: call === undefined ? undefined : { id: call.id, ...lookupArguments.parse(JSON.parse(call.json)) } }
    },
    async file(conversation, signal) {
      const asked = client.messages.create(
        {
          ...base,
          messages: [...messagesOf(conversation), { role: 'assistant', content: conversation.answer }, { role: 'user', content: filing }],
          output_config: { format: { type: 'json_schema', schema: filedSchema } },
          ...(conversation.lookup === undefined ? {} : { tools: [tool], tool_choice: { type: 'none' } }),
        },
        { signal },
      )
      const reply = parsedReply(await asked)
      if (reply.stop_reason !== 'end_turn') throw new CallFailure(`the record ended with ${reply.stop_reason}`)
      return filedRecord.parse(JSON.parse(reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')))
    },
  }
}
