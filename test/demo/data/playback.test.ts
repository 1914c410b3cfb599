import { describe, expect, it } from 'vitest'
import { playbackAfter, type Action, type Playback } from '../../../src/demo/data/playback.ts'
import { demoSample } from '../sample.ts'

const data = demoSample()
const begin: Playback = { recipe: 'bad-hour', seed: 'one', customer: 0, off: [], now: 0, rested: 0, isPlaying: false, speed: 1 }
const tick = (ms: number, isStill = false): Action => ({ type: 'tick', ms, isStill })
const after = (state: Playback, ...actions: readonly Action[]): Playback =>
  actions.reduce((before, action) => playbackAfter(data, before, action), state)

describe('playing', () => {
  it('takes as long for a long answer as for a short one, and then rests', () => {
    const playing = after(begin, { type: 'play' }, tick(2_300))
    expect(playing).toMatchObject({ customer: 0, now: 500, isPlaying: true })
    expect(after({ ...playing, customer: 1, now: 0 }, tick(2_300)).now).toBe(1_000)
    expect(after(playing, tick(2_300), tick(1_000))).toMatchObject({ customer: 0, now: 1_000, rested: 1_000 })
    expect(after(playing, tick(2_300), tick(1_000), tick(400))).toMatchObject({ customer: 1, now: 0, rested: 0 })
  })

  it('is twice as fast at twice the speed', () => {
    expect(after(begin, { type: 'faster' }, { type: 'play' }, tick(1_150))).toMatchObject({ now: 500, speed: 2 })
    expect(after({ ...begin, speed: 4 }, { type: 'faster' }).speed).toBe(4)
    expect(after({ ...begin, speed: 0.25 }, { type: 'slower' }).speed).toBe(0.25)
  })

  it('does not advance while it is paused', () => {
    expect(after(begin, { type: 'play' }, tick(100), { type: 'pause' }, tick(100), tick(100)).now).toBe(
      after(begin, { type: 'play' }, tick(100)).now,
    )
  })

  it('ends with the last customer, and begins again', () => {
    const end = after({ ...begin, customer: 2, now: 1_000, isPlaying: true }, tick(1_400))
    expect(end).toMatchObject({ customer: 2, now: 1_000, isPlaying: false })
    expect(after(end, { type: 'play' })).toMatchObject({ customer: 0, now: 0, isPlaying: true })
  })

  it('continues with the next customer when this one is done', () => {
    expect(after({ ...begin, now: 1_000 }, { type: 'play' })).toMatchObject({ customer: 1, now: 0, isPlaying: true })
  })

  it('jumps to the end of each customer for those who want no motion', () => {
    expect(after(begin, { type: 'play' }, tick(16, true)).now).toBe(1_000)
  })
})

describe('stepping', () => {
  const forward: Action = { type: 'step', by: 1 }
  const back: Action = { type: 'step', by: -1 }

  it('goes from event to event, and over to the next customer', () => {
    expect(after(begin, forward).now).toBe(600)
    expect(after(begin, forward, forward, forward).now).toBe(1_000)
    expect(after(begin, forward, forward, forward, forward)).toMatchObject({ customer: 1, now: 0 })
  })

  it('goes back the same way', () => {
    expect(after({ ...begin, customer: 1 }, back)).toMatchObject({ customer: 0, now: 1_000 })
    expect(after({ ...begin, now: 1_000 }, back, back, back).now).toBe(0)
    expect(after(begin, back)).toEqual(begin)
  })

  it('pauses, and stays at the end of the day', () => {
    expect(after({ ...begin, isPlaying: true }, forward).isPlaying).toBe(false)
    expect(after({ ...begin, customer: 2, now: 1_000 }, forward)).toMatchObject({ customer: 2, now: 1_000 })
  })
})

describe('choosing', () => {
  it('shows a customer to the end, or from the beginning while it plays', () => {
    expect(after(begin, { type: 'customer', customer: 1 })).toMatchObject({ customer: 1, now: 2_000 })
    expect(after({ ...begin, isPlaying: true }, { type: 'customer', customer: 1 })).toMatchObject({ customer: 1, now: 0 })
    expect(after(begin, { type: 'customer', customer: 8 }).customer).toBe(2)
  })

  it('finds the next failure, and returns to the only one', () => {
    expect(after(begin, { type: 'failure' })).toMatchObject({ customer: 1, now: 2_000 })
    expect(after(begin, { type: 'failure' }, { type: 'failure' })).toMatchObject({ customer: 1, now: 2_000 })
    expect(after({ ...begin, off: ['truncated-stream'] }, { type: 'failure' }).customer).toBe(0)
  })

  it('begins another recipe with a seed that the file holds, and every switch on', () => {
    const changed = after({ ...begin, off: ['overloaded'], customer: 2 }, { type: 'recipe', value: 'other-hour' })
    expect(changed).toMatchObject({ recipe: 'other-hour', seed: 'two', off: [], customer: 0, now: 0 })
    expect(after(begin, { type: 'recipe', value: 'no-hour' })).toEqual(begin)
  })

  it('takes any seed, and does nothing with one that the file does not hold but leave it', () => {
    const lost = after(begin, { type: 'seed', value: 'three' })
    expect(after(lost, { type: 'play' }, { type: 'step', by: 1 }, tick(100))).toEqual(lost)
    expect(after(lost, { type: 'another seed' }).seed).toBe('one')
    expect(after(begin, { type: 'another seed' }).seed).toBe('two')
  })

  it('keeps what is through at its end when a fault is switched off', () => {
    const through: Playback = { ...begin, customer: 1, now: 2_000 }
    const off = after(through, { type: 'switch', value: 'truncated-stream' })
    expect(off).toMatchObject({ off: ['truncated-stream'], now: 2_000 })
    expect(after(off, { type: 'switch', value: 'truncated-stream' })).toEqual(through)
  })
})
