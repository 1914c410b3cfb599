import { describe, expect } from 'vitest'
import { repeatedLoop } from '../../faults/repeated-loop.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse } from './prose.ts'
import { completion, message } from './replies.ts'

const looping = (times: number): string => `You can return a parcel${' parcel'.repeat(times)}`

describe('repeatedLoop', () => {
  test.for([
    [repeatedLoop(), 50],
    [repeatedLoop({ times: 2 }), 2],
  ] as const)('keeps a part of the answer, and repeats its last word (%#)', async ([injection, times], { chaos }) => {
    await expectChangedProse(chaos, injection, truth, looping(times))
  })

  test('is truncated by the token limit, and billed', async ({ chaos }) => {
    const usual = await completion()
    chaos.inject(repeatedLoop())
    const looped = await completion()
    expect(looped.choices[0]!.finish_reason).toBe('length')
    expect(looped.usage!.completion_tokens).toBeGreaterThan(50)
    expect(usual.usage!.completion_tokens).toBeLessThan(20)
    expect((await message()).stop_reason).toBe('max_tokens')
  })

  const emptyTest = modelSaying('')

  emptyTest('does not fire without text', async ({ chaos }) => {
    chaos.inject(repeatedLoop())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})
