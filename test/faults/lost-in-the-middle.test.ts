import { describe, expect } from 'vitest'
import { lostInTheMiddle } from '../../faults/lost-in-the-middle.ts'
import { countTokens } from '../../src/engine/kit/tokens.ts'
import { listeners, test } from './conversation.ts'

const words = Array.from({ length: 300 }, (_, index) => `word${index}`)
const long = words.join(' ')
const ends = [...words.slice(0, 100), ...words.slice(200)].join(' ')

describe.for(listeners)('lostInTheMiddle with $name', ({ takesIn }) => {
  test('ignores the middle third of a long message', async ({ chaos }) => {
    chaos.inject(lostInTheMiddle())
    const turns = [
      { role: 'user', content: long },
      { role: 'assistant', content: 'I see.' },
      { role: 'user', content: 'And?' },
    ] as const
    expect(await takesIn({ turns })).toBe(`user: ${ends}\nassistant: I see.\nuser: And?`)
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: `user: ${long}\nassistant: I see.\nuser: And?`,
        notes: ['lost-in-the-middle: did not read the middle'],
        fired: [{ fault: 'lost-in-the-middle' }],
      },
    ])
  })

  test('ignores nothing of a message shorter than the given tokens', async ({ chaos }) => {
    const turns = [{ role: 'user', content: long }] as const
    chaos.inject(lostInTheMiddle({ from: countTokens(long) + 1 }))
    expect(await takesIn({ turns })).toBe(`user: ${long}`)
    expect(chaos.neverFired).toHaveLength(1)
    chaos.inject(lostInTheMiddle({ from: countTokens(long) }))
    expect(await takesIn({ turns })).toBe(`user: ${ends}`)
  })

  test('ignores nothing of a message shorter than 200 tokens by default', async ({ chaos }) => {
    chaos.inject(lostInTheMiddle())
    await takesIn({ turns: [{ role: 'user', content: long }] })
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { from: 200 } }])
  })

  test('keeps both ends if the words cannot be divided by three', async ({ chaos }) => {
    chaos.inject(lostInTheMiddle({ from: 1 }))
    expect(await takesIn({ turns: [{ role: 'user', content: 'one two three four five' }] })).toBe('user: one five')
  })
})
