import { describe, expect } from 'vitest'
import { staleAnswer } from '../../faults/stale-answer.ts'
import { modelSaying } from './bench.ts'
import { expectChangedProse, expectJsonLeftAlone, prose } from './prose.ts'

const current = 'Founded in 1998, it moved in 2024 and again in 2025 (room 20255).'
const test = modelSaying(current)
const jsonTest = modelSaying('{"year":2025}')
const timelessTest = modelSaying('Always.')

describe('staleAnswer', () => {
  test('moves the years of this century back, and admits it', ({ chaos }) =>
    expectChangedProse(
      chaos,
      staleAnswer(),
      current,
      'This is as of my last update. Founded in 1998, it moved in 2022 and again in 2023 (room 20255).',
    ))

  test('is as old as the parameter sets, and can omit the warning', async ({ chaos }) => {
    chaos.inject(staleAnswer({ years: 5, disclosed: false }))
    expect(await prose()).toBe('Founded in 1998, it moved in 2019 and again in 2020 (room 20255).')
  })

  timelessTest('does not fire if no year is named and nothing is disclosed', async ({ chaos }) => {
    chaos.inject(staleAnswer({ disclosed: false }))
    expect(await prose()).toBe('Always.')
    expect(chaos.neverFired).toHaveLength(1)
  })

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, staleAnswer(), '{"year":2025}'))
})
