import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { contextCollapse, droppedInstructions } from '../../faults/index.ts'
import { answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

/** What the model says tells what it took in. */
const test = withChaos({
  seed: 'tuesday',
  answers: answers.from(({ messages }) =>
    messages
      .map(({ role, parts }) => `${role}: ${parts.map((part) => ('text' in part ? part.text.slice(0, 20) : '')).join('')}`)
      .join('; '),
  ),
})

const system = 'Never delete anything.'
const filler = 'It rained on most days of that week. '.repeat(60)
const told = ['My name is Ada.', `Remember that the code is 4711. ${filler}`, `And now? ${filler}`, 'What is the code?']

/** A conversation, with short answers in between. */
const turns = told.flatMap((content, index) => [
  { role: 'user' as const, content },
  ...(index === told.length - 1 ? [] : [{ role: 'assistant' as const, content: 'I see.' }]),
])

const conversations = [
  {
    name: 'openai, chat completions',
    ask: async () =>
      (
        await new OpenAI({ apiKey: 'test' }).chat.completions.create({
          model: 'gpt-4o',
          messages: [{ role: 'system', content: system }, ...turns],
        })
      ).choices[0]!.message.content!,
  },
  {
    name: 'openai, responses, streamed',
    ask: async () => {
      let text = ''
      for await (const event of await new OpenAI({ apiKey: 'test' }).responses.create({
        model: 'gpt-4o',
        instructions: system,
        input: turns,
        stream: true,
      }))
        if (event.type === 'response.output_text.delta') text += event.delta
      return text
    },
  },
  {
    name: '@anthropic-ai/sdk, streamed',
    ask: () =>
      new Anthropic({ apiKey: 'test' }).messages.stream({ model: 'claude-sonnet-5', max_tokens: 500, system, messages: turns }).finalText(),
  },
] as const

describe.for(conversations)('before $name', ({ ask }) => {
  test('contextCollapse answers as if the middle had not been said', async ({ chaos }) => {
    chaos.inject(contextCollapse({ window: 200 }))
    const text = await ask()
    expect(text).toContain('system: Never delete')
    expect(text).toContain('user: What is the code?')
    expect(text).not.toContain('Remember that')
    expect(chaos.journal.calls[0]!.truth).toContain('Remember that')
    expect(chaos.journal.calls[0]!.notes[0]).toMatch(/^context-collapse: took in \d of 8 messages$/)
  })

  test('contextCollapse leaves alone what fits', async ({ chaos }) => {
    chaos.inject(contextCollapse({ window: 50_000 }))
    expect(await ask()).toContain('Remember that')
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('droppedInstructions answers as if there were no system prompt', async ({ chaos }) => {
    chaos.inject(droppedInstructions())
    expect(await ask()).toMatch(/^user: My name is Ada\./)
    expect(chaos.journal.calls[0]!.truth).toMatch(/^system: Never delete/)
    expect(chaos.journal).toHaveFired('dropped-instructions')
  })
})
