import OpenAI from 'openai'
import { contextLengthExceeded } from '../../../../faults/index.ts'
import { keepsRequiredContext } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam

const rules = 'Never promise a discount. Never give medical advice.'

export const trimmingDropsRules: YardstickApp = {
  name: 'trimming-drops-rules',
  story:
    'A support chat that shortens the conversation when it is too long for the model. Bug: it drops the oldest half of the messages, and the oldest of all is the system prompt, so from then on the model answers without its rules.',
  sources: ['ollama/ollama#8531', 'ollama/ollama#1963', 'livekit/agents#1974'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: keepsRequiredContext([rules]),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })

    async function answer(messages: readonly Message[], signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create({ model: 'gpt-4o', messages: [...messages] }, { signal })
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is incomplete.')
      return choice.message.content
    }

    return async ({ signal }) => {
      let messages: readonly Message[] = [
        { role: 'system', content: rules },
        { role: 'user', content: 'My order is late.' },
        { role: 'assistant', content: 'I am sorry. Which order is it?' },
        { role: 'user', content: 'It is A-1042. Can I have a discount?' },
      ]
      while (true) {
        try {
          return await answer(messages, signal)
        } catch (error) {
          const isTooLong = error instanceof OpenAI.APIError && error.code === 'context_length_exceeded'
          if (!isTooLong || messages.length < 2) throw error
          messages = messages.slice(Math.ceil(messages.length / 2))
        }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [contextLengthExceeded().first(1)] }],
      wrong: (runs) => {
        const { value, journal } = runs[0]![0]!
        const last = journal.calls.at(-1)
        const isBare = last?.call.messages.every(({ role }) => role !== 'system') === true
        return value !== undefined && isBare ? 'The model answered without its rules.' : undefined
      },
    },
  ],
}
