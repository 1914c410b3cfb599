import { describe, expect } from 'vitest'
import { misroutedAnswer } from '../../faults/misrouted-answer.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { completion, message } from './replies.ts'
import { test as toolTest, toolClients, track } from './tools.ts'

/** vitest's `test`, with a model that names the last user. */
const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  answers: ({ messages }) => ({
    parts: [
      {
        type: 'text',
        text: `Hello, ${messages
          .at(-1)!
          .parts.map((part) => ('text' in part ? part.text : ''))
          .join('')}.`,
      },
    ],
  }),
})

async function greet(name: string, first = name): Promise<string> {
  const before =
    first === name
      ? []
      : ([
          { role: 'user', content: first },
          { role: 'assistant', content: 'Hello.' },
        ] as const)
  return (await completion({ messages: [...before, { role: 'user', content: name }] })).choices[0]!.message.content!
}

describe('misroutedAnswer', () => {
  test('gives the answer to the last other conversation, and the first its own', async ({ chaos }) => {
    chaos.inject(misroutedAnswer())
    expect([await greet('Ada'), await greet('Bob'), await greet('Cleo'), await greet('Bob')]).toEqual([
      'Hello, Ada.',
      'Hello, Ada.',
      'Hello, Bob.',
      'Hello, Cleo.',
    ])
    expect(chaos.journal.calls.map(({ truth, received, fired }) => [truth, received, fired.length])).toEqual([
      ['Hello, Ada.', 'Hello, Ada.', 0],
      ['Hello, Bob.', 'Hello, Ada.', 1],
      ['Hello, Cleo.', 'Hello, Bob.', 1],
      ['Hello, Bob.', 'Hello, Cleo.', 1],
    ])
  })

  test('mixes no conversation up with itself', async ({ chaos }) => {
    chaos.inject(misroutedAnswer())
    expect([await greet('Ada'), await greet('Eve', 'Ada')]).toEqual(['Hello, Ada.', 'Hello, Eve.'])
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('mixes up conversations of two providers, too', async ({ chaos }) => {
    chaos.inject(misroutedAnswer())
    await greet('Ada')
    expect(await message()).toMatchObject({ content: [{ type: 'text', text: 'Hello, Ada.' }] })
  })
})

describe('misroutedAnswer, after a tool call', () => {
  toolTest('brings the tool calls of another conversation, with their finish reason', async ({ chaos }) => {
    chaos.inject(misroutedAnswer())
    const [client] = toolClients
    expect((await client!.turn()).calls).toHaveLength(1)
    const { choices } = await completion({ messages: [{ role: 'user', content: 'Ada' }] })
    expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: track.name } }] } })
  })
})
