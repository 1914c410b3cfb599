import { describe, expect } from 'vitest'
import { truncatedInput } from '../../faults/truncated-input.ts'
import { listeners, test } from './conversation.ts'

/** As many characters as the tokens that are taken in: four make one. */
const taken = 'abcd'.repeat(10)

describe.for(listeners)('truncatedInput with $name', ({ takesIn }) => {
  test('ignores the end of a longer message, and nothing of the others', async ({ chaos }) => {
    chaos.inject(truncatedInput({ tokens: 10 }))
    const turns = [
      { role: 'user', content: `${taken}e` },
      { role: 'assistant', content: 'I see.' },
      { role: 'user', content: 'And?' },
    ] as const
    expect(await takesIn({ turns })).toBe(`user: ${taken}\nassistant: I see.\nuser: And?`)
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: `user: ${taken}e\nassistant: I see.\nuser: And?`,
        notes: ['truncated-input: read 10 tokens of each message'],
        fired: [{ fault: 'truncated-input' }],
      },
    ])
  })

  test('does not fire if everything fits', async ({ chaos }) => {
    chaos.inject(truncatedInput({ tokens: 10 }))
    expect(await takesIn({ turns: [{ role: 'user', content: taken }] })).toBe(`user: ${taken}`)
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('reads 200 tokens by default', async ({ chaos }) => {
    chaos.inject(truncatedInput())
    expect(await takesIn({ turns: [{ role: 'user', content: 'a'.repeat(801) }] })).toBe(`user: ${'a'.repeat(800)}`)
  })
})
