import { expect } from 'vitest'
import type { Injection } from '../../src/engine/plan/injection.ts'
import type { Chaos } from '../../src/index.ts'
import { clients, hear, underSeeds } from './bench.ts'
import { completion, inJson } from './replies.ts'

/** The text of a chat completion. */
export async function prose(): Promise<string> {
  return (await completion()).choices[0]!.message.content!
}

/** Each official SDK reads the changed text, streaming and non-streaming, and the journal keeps the truth with it. */
export async function expectChangedProse(chaos: Chaos, injection: Injection, truth: string, changed: unknown): Promise<void> {
  for (const { ask, stream } of clients) {
    chaos.reset()
    chaos.inject(injection)
    const whole = await ask()
    const streamed = (await hear(stream())).pieces.join('')
    for (const text of [whole, streamed]) expect(text).toEqual(changed)
    const call = { ending: 'complete', truth, fired: [{ fault: injection.fault.name }] }
    expect(chaos.journal.calls).toMatchObject([
      { ...call, received: whole },
      { ...call, received: streamed },
    ])
  }
}

/** Requested JSON passes unchanged. */
export async function expectJsonLeftAlone(chaos: Chaos, injection: Injection, json: string): Promise<void> {
  chaos.inject(injection)
  const { choices } = await completion(inJson)
  expect(choices[0]!.message.content).toBe(json)
  expect(chaos.neverFired).toHaveLength(1)
}

/** The same seed gives the same text, and other seeds give another one. */
export async function expectDrawnBySeed(chaos: Chaos, injection: Injection): Promise<void> {
  const bySeed = await underSeeds(chaos, injection, prose)
  expect(await underSeeds(chaos, injection, prose)).toEqual(bySeed)
  expect(new Set(bySeed).size).toBeGreaterThan(1)
}
