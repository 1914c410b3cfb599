import { describe, expect } from 'vitest'
import { droppedInstructions } from '../../faults/dropped-instructions.ts'
import { listeners, test, type Spoken } from './conversation.ts'

const system = 'Never delete anything.'
const turns: readonly Spoken[] = [{ role: 'user', content: 'Clean up.' }]

describe.for(listeners)('droppedInstructions with $name', ({ takesIn }) => {
  test('answers as if the system prompt were missing', async ({ chaos }) => {
    chaos.inject(droppedInstructions())
    expect(await takesIn({ system, turns })).toBe('user: Clean up.')
    expect(chaos.journal.calls).toMatchObject([
      {
        received: 'user: Clean up.',
        truth: 'system: Never delete anything.\nuser: Clean up.',
        notes: ['dropped-instructions: read 1 of 2 messages'],
        fired: [{ fault: 'dropped-instructions' }],
      },
    ])
  })

  test('does not fire without a system prompt', async ({ chaos }) => {
    chaos.inject(droppedInstructions())
    expect(await takesIn({ turns })).toBe('user: Clean up.')
    expect(chaos.neverFired).toHaveLength(1)
  })
})
