import { afterEach, beforeEach, expect, it } from 'vitest'
import { installClock } from '../../src/engine/model/clock.ts'
import { Appetite } from '../../src/gateway/appetite.ts'
import { VirtualClock } from '../../src/time/virtual-clock.ts'

const clock = new VirtualClock()
beforeEach(() => installClock(clock))
afterEach(() => installClock(undefined))

function reads(appetite: Appetite, count: number): number[] {
  return Array.from({ length: count }, () => {
    const frames = appetite.nextFrames()
    appetite.served()
    return frames
  })
}

it('grows with each read that follows at once', () => {
  expect(reads(new Appetite(), 5)).toEqual([1, 2, 4, 8, 16])
})

it('is that of one frame again after a pause', () => {
  const appetite = new Appetite()
  reads(appetite, 3)
  clock.after(1, () => {})
  clock.fireNext()
  expect(reads(appetite, 2)).toEqual([1, 2])
})
