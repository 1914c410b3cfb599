import OpenAI from 'openai'
import { filing, instructions } from '../support/assistant.ts'
import { findOrderParameters } from '../support/orders.ts'
import { CallFailure } from './failure.ts'
import { filedRecord, filedSchema, idle, lookupArguments, parsedReply, type Conversation, type Model } from './model.ts'
import { withoutSilence } from './patience.ts'

const model = 'gpt-4o'

function messagesOf({ question, lookup }: Conversation): OpenAI.ChatCompletionMessageParam[] {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: instructions },
    { role: 'user', content: question },
  ]
  if (lookup === undefined) return messages
  const call = {
    id: lookup.id,
    type: 'function' as const,
    function: { name: 'find_order', arguments: JSON.stringify({ orderId: lookup.orderId }) },
  }
  return [
    ...messages,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: lookup.id, content: lookup.found },
  ]
}

/** OpenAI's model. The SDK's own retries are off: one layer retries, and it knows why. */
export function openaiModel(): Model {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: idle, logLevel: 'off' })
  return {
    provider: 'openai',
    async turn(conversation, onText, signal) {
      const tool = {
        type: 'function' as const,
        function: { name: 'find_order', description: 'Look an order up', parameters: findOrderParameters },
      }
      const open = (within: AbortSignal) =>
        client.chat.completions.create({ model, messages: messagesOf(conversation), tools: [tool], stream: true }, { signal: within })
      let text = ''
      let call: { id: string; arguments: string } | undefined
      let finish: string | null | undefined
      for await (const chunk of withoutSilence(open, idle, signal)) {
        const [choice] = chunk.choices
        finish = choice?.finish_reason ?? finish
        if (choice?.delta.content) {
          text += choice.delta.content
          onText(choice.delta.content)
        }
        for (const piece of choice?.delta.tool_calls ?? []) {
          call ??= { id: piece.id ?? '', arguments: '' }
          call.arguments += piece.function?.arguments ?? ''
        }
      }
      if (finish !== 'stop' && finish !== 'tool_calls')
        throw new CallFailure(finish == null ? 'the answer was truncated' : `the answer ended with ${finish}`)
      if (call === undefined && text === '') throw new CallFailure('the answer was empty')
      return { text, lookup: call === undefined ? undefined : { id: call.id, ...lookupArguments.parse(JSON.parse(call.arguments)) } }
    },
    async file(conversation, signal) {
      const asked = client.chat.completions.create(
        {
          model,
          messages: [...messagesOf(conversation), { role: 'assistant', content: conversation.answer }, { role: 'user', content: filing }],
          response_format: { type: 'json_schema', json_schema: { name: 'resolution', schema: filedSchema, strict: true } },
        },
        { signal },
      )
      const reply = parsedReply(await asked)
      const [choice] = reply.choices
      if (choice?.finish_reason !== 'stop') throw new CallFailure(`the record ended with ${choice?.finish_reason}`)
      return filedRecord.parse(JSON.parse(choice.message.content ?? ''))
    },
  }
}
