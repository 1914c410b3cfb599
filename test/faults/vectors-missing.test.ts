import { describe, expect } from 'vitest'
import { vectorsMissing } from '../../faults/vectors-missing.ts'
import { chat, truth } from './bench.ts'
import { embed, test } from './vectors.ts'

const texts = ['one', 'two', 'three']

describe('vectorsMissing', () => {
  test('drops the last vector by default', async ({ chaos }) => {
    const usual = await embed(texts)
    chaos.inject(vectorsMissing())
    expect(await embed(texts)).toEqual(usual.slice(0, 2))
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'complete', fired: [{ fault: 'vectors-missing' }] })
  })

  test('drops the first ones, so that all others move up', async ({ chaos }) => {
    const usual = await embed(texts)
    chaos.inject(vectorsMissing({ count: 2, from: 'start' }))
    expect(await embed(texts)).toEqual(usual.slice(2))
  })

  test('drops at most all of them', async ({ chaos }) => {
    chaos.inject(vectorsMissing({ count: 3 }))
    expect(await embed(texts)).toEqual([])
    expect(await embed(['one'])).toEqual([])
  })

  test('does not fire for an answer in words', async ({ chaos }) => {
    chaos.inject(vectorsMissing())
    expect(await chat.ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})
