import { describe, expect, it } from 'vitest'
import { embed, vectorsFor } from '../../src/answers/embedding.ts'
import { judgmentsFor } from '../../src/answers/moderation.ts'
import { similarity } from '../../src/engine/kit/vector.ts'
import type { Call } from '../../src/engine/model/call.ts'

const callFor = (texts: readonly string[], dimensions?: number): Call =>
  ({
    model: 'text-embedding-3-large',
    messages: texts.map((text) => ({ role: 'user', parts: [{ type: 'text', text }] })),
    dimensions,
  }) as unknown as Call
const times = (count: number): string[] => Array.from({ length: count }, () => 'x')

describe('the work on vectors', () => {
  it('does not grow with a text beyond its first words', () => {
    const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')
    // What follows changes only the part of the vector that is unique to a text.
    const [short, long] = [embed(words(2_000), 'm', 256), embed(`${words(2_000)} ${'other '.repeat(2_000)}`, 'm', 256)]
    expect(similarity(short, long)).toBeGreaterThan(0.999)
  })

  it('is refused if there is more than a provider takes', () => {
    expect(() => vectorsFor(callFor(times(2_049), 3_072))).toThrow(
      'Cannot make 2049 vectors of 3072 numbers: brownout makes at most 6291456 numbers in one response.',
    )
    expect(() => judgmentsFor(callFor(times(10_001)))).toThrow('brownout answers at most 10000')
  })
})
