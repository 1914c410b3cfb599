import OpenAI from 'openai'
import { instructions, type Conversation, type Turn } from './conversation.ts'

/** Sends the complete history each time: it fits the window, so the model must know it. */
export function resume(earlier: readonly Turn[]): Conversation {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: instructions }, ...earlier]
  return {
    async say(text) {
      messages.push({ role: 'user', content: text })
      const reply = await client.chat.completions.create({ model: 'gpt-4o', messages })
      const content = reply.choices[0]!.message.content ?? ''
      messages.push({ role: 'assistant', content })
      return content
    },
  }
}
