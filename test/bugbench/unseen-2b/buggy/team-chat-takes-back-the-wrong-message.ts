import OpenAI from 'openai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const teamChatTakesBackTheWrongMessage: YardstickApp = {
  name: 'team-chat-takes-back-the-wrong-message',
  story:
    'Chat room of a team with one thread that all members share with a bot. A message that gets no answer is taken out of the thread again, so that its author can send it anew. Bug: what is taken out is the last message of the thread. If two write at once and one fails, what the other wrote or read is gone, and the message that failed stays.',
  sources: ['joshuaswarren/remnic#2015', 'nextcloud/context_agent#140'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })
    const thread: OpenAI.ChatCompletionMessageParam[] = []
    let sent = 0
    return async ({ signal }) => {
      sent += 1
      const message = `Member ${sent}: please note task ${sent}`
      thread.push({ role: 'user', content: message })
      try {
        const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [...thread] }, { signal })
        const choice = choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`The answer ended with ${choice?.finish_reason}.`)
        thread.push({ role: 'assistant', content: choice.message.content })
        return { message, answer: choice.message.content }
      } catch (error) {
        thread.pop()
        throw error
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(1)], copies: 2 }, { after: 60_000 }],
      wrong: (runs) => {
        const parts = runs[1]?.[0]?.journal.calls[0]?.call.messages.flatMap(({ parts }) => parts) ?? []
        const known = new Set(parts.map((part) => (part.type === 'text' ? part.text : '')))
        const answered = (runs[0] ?? []).flatMap(({ value }) => (value === undefined ? [] : Object.values(value as Record<string, string>)))
        return answered.every((text) => known.has(text))
          ? undefined
          : 'A message that was answered, or its answer, is gone from the thread.'
      },
    },
  ],
}
