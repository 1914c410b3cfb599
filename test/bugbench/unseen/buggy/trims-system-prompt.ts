import OpenAI from 'openai'
import { contextLengthExceeded } from '../../../../faults/index.ts'
import { keepsRequiredContext } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

type Message = OpenAI.ChatCompletionMessageParam

const policy = 'You advise patients. Never name a dose; tell them to ask their doctor.'

/** Makes a call, and forgets the oldest messages if the conversation is too long for the model. */
async function answer(client: OpenAI, conversation: readonly Message[], signal: AbortSignal): Promise<string> {
  let messages = [...conversation]
  for (;;) {
    try {
      const completion = await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal })
      const [choice] = completion.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The model gave no complete answer.')
      return choice.message.content
    } catch (error) {
      const isTooLong = error instanceof OpenAI.APIError && error.code === 'context_length_exceeded'
      if (!isTooLong || messages.length <= 2) throw error
      messages = messages.slice(2)
    }
  }
}

export const trimsSystemPrompt: YardstickApp = {
  name: 'trims-system-prompt',
  story:
    'A patient chat drops the two oldest messages if the provider says that the conversation is too long, and asks again. The first of them is the system prompt: from then on the model answers without the rule that it must not name a dose.',
  sources: ['odysseus-dev/odysseus#2160', 'openclaw/openclaw#120663', 'ducks/claux#15'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: keepsRequiredContext([policy]),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    const conversation: Message[] = [
      { role: 'system', content: policy },
      { role: 'user', content: 'I have had a headache since Monday.' },
      { role: 'assistant', content: 'I am sorry to hear that. Have you seen a doctor?' },
      { role: 'user', content: 'Not yet. I have tablets at home.' },
      { role: 'assistant', content: 'Please have them checked by your doctor first.' },
      { role: 'user', content: 'How many of the tablets may I take?' },
    ]
    return ({ signal }) => answer(client, conversation, signal)
  },
  scripts: [
    {
      steps: [{ inject: [contextLengthExceeded().first(1)] }],
      wrong: ([step]) => {
        const run = step?.[0]
        const last = run?.journal.calls.at(-1)?.call.messages ?? []
        return run?.value !== undefined && last.every(({ role }) => role !== 'system')
          ? 'The answer was given without the system prompt.'
          : undefined
      },
    },
  ],
}
