import { describe, expect } from 'vitest'
import { contextCollapse } from '../../faults/context-collapse.ts'
import { listeners, test, type Spoken } from './conversation.ts'

const system = 'Never delete anything.'
const filler = 'It rained on most days of that week. '.repeat(60)
const told = ['My name is Ada.', `Remember that the code is 4711. ${filler}`, `And now? ${filler}`, 'What is the code?']

/** A conversation, with short answers in between. */
const turns: readonly Spoken[] = told.flatMap((content, index) => [
  { role: 'user' as const, content },
  ...(index === told.length - 1 ? [] : [{ role: 'assistant' as const, content: 'I see.' }]),
])

describe.for(listeners)('contextCollapse with $name', ({ takesIn }) => {
  test('answers as if the middle were missing', async ({ chaos }) => {
    chaos.inject(contextCollapse({ window: 200 }))
    const text = await takesIn({ system, turns })
    expect(text).toContain('system: Never delete')
    expect(text).toContain('user: What is the code?')
    expect(text).not.toContain('Remember that')
    expect(chaos.journal.calls).toMatchObject([
      {
        received: text,
        truth: expect.stringContaining('Remember that') as string,
        notes: [expect.stringMatching(/^context-collapse: read \d of 8 messages$/)],
        fired: [{ fault: 'context-collapse' }],
      },
    ])
  })

  test('leaves alone what fits', async ({ chaos }) => {
    chaos.inject(contextCollapse({ window: 50_000 }))
    expect(await takesIn({ system, turns })).toContain('Remember that')
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('contextCollapse', () => {
  const [{ takesIn }] = listeners as [(typeof listeners)[number]]

  test('reads only the beginning and the end of a single message that is longer', async ({ chaos }) => {
    chaos.inject(contextCollapse({ window: 10 }))
    expect(await takesIn({ turns: [{ role: 'user', content: `${'a'.repeat(100)}${'b'.repeat(100)}` }] })).toBe(
      `user: ${'a'.repeat(20)} ${'b'.repeat(20)}`,
    )
  })

  test('fires from one token beyond the window on', async ({ chaos }) => {
    await takesIn({ system, turns })
    const { inputTokens } = chaos.journal.calls[0]!.call
    chaos.inject(contextCollapse({ window: inputTokens }))
    await takesIn({ system, turns })
    expect(chaos.neverFired).toHaveLength(1)
    chaos.inject(contextCollapse({ window: inputTokens - 1 }))
    await takesIn({ system, turns })
    expect(chaos.journal).toHaveFired('context-collapse', { times: 1 })
  })

  test('reads 8,000 tokens by default', async ({ chaos }) => {
    chaos.inject(contextCollapse())
    await takesIn({ turns: [{ role: 'user', content: 'word '.repeat(9_000) }] })
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { window: 8_000 } }])
  })
})
