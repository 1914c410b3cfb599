import { expect } from 'vitest'
import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { playFault } from '../../docs/generate/dialects/play.ts'
import { whyNotShown } from '../../docs/generate/dialects/why-not-shown.ts'
import { catalogue } from '../../faults/catalogue.ts'
import type { Chaos, FaultDefinition } from '../../src/index.ts'
import { noTrouble, troubleIn } from './trouble.ts'

/** A fault that can show at a dialect, in a streaming or non-streaming answer. */
export interface Way {
  readonly dialect: Dialect
  readonly fault: FaultDefinition
  readonly stream: boolean
}

/** The ways in which a fault can show at a dialect: streaming, non-streaming, both or neither. */
function waysOf(dialect: Dialect, fault: FaultDefinition): Way[] {
  return [true, false].filter((stream) => whyNotShown(dialect, fault, stream) === undefined).map((stream) => ({ dialect, fault, stream }))
}

/** Every way in which a fault can show before a dialect. */
export function allWays(dialect: Dialect): readonly Way[] {
  return catalogue.flatMap((fault) => waysOf(dialect, fault))
}

/**
 * One way for every second fault, streaming and non-streaming in turn.
 * @param place the place of the dialect among all: the next one gets the other faults
 */
export function sampledWays(dialect: Dialect, place: number): readonly Way[] {
  return catalogue.flatMap((fault, index) => {
    const ways = (index + place) % 2 === 0 ? waysOf(dialect, fault) : []
    return ways.length === 0 ? [] : [ways[Math.floor(index / 2) % ways.length]!]
  })
}

/** Checks that a fault fires before a dialect, and that its journal is sound. */
export async function expectToFire({ dialect, fault, stream }: Way): Promise<Chaos> {
  const chaos = await playFault(dialect, fault, { stream })
  expect(chaos.neverFired).toEqual([])
  expect(troubleIn(chaos.journal)).toEqual(noTrouble)
  return chaos
}
