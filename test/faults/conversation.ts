import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

/** vitest's `test`, with a model that answers what it took in: each message with its role, and the names of its tools. */
export const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  clientBehavior: 'ignore',
  answers: answers.from(({ messages, tools }) =>
    [
      ...messages.map(({ role, parts }) => `${role}: ${parts.map((part) => ('text' in part ? part.text : part.type)).join('')}`),
      ...tools.map(({ name }) => `tool: ${name}`),
    ].join('\n'),
  ),
})

export interface Spoken {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** The messages of an app: a system prompt, and a conversation. */
export interface Conversation {
  readonly system?: string
  readonly turns: readonly Spoken[]
}

/** A way to hold a conversation. */
export interface Listener {
  readonly name: string
  /** The text that the model reports as read. */
  takesIn(conversation: Conversation): Promise<string>
}

/** Conversations, as each SDK has them. */
export const listeners: readonly Listener[] = [
  {
    name: 'openai, chat completions',
    async takesIn({ system, turns }) {
      const { choices } = await new OpenAI({ apiKey: 'test' }).chat.completions.create({
        model: 'gpt-4o',
        messages: [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), ...turns],
      })
      return choices[0]!.message.content!
    },
  },
  {
    name: 'openai, responses, streamed',
    async takesIn({ system, turns }) {
      let text = ''
      for await (const event of await new OpenAI({ apiKey: 'test' }).responses.create({
        model: 'gpt-4o',
        ...(system === undefined ? {} : { instructions: system }),
        input: [...turns],
        stream: true,
      }))
        if (event.type === 'response.output_text.delta') text += event.delta
      return text
    },
  },
  {
    name: '@anthropic-ai/sdk, streamed',
    takesIn: ({ system, turns }) =>
      new Anthropic({ apiKey: 'test' }).messages
        .stream({ model: 'claude-sonnet-5', max_tokens: 500, ...(system === undefined ? {} : { system }), messages: [...turns] })
        .finalText(),
  },
]
