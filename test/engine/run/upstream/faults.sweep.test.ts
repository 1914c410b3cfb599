import { describe, it } from 'vitest'
import { asks, defaultInjections, expectTheSame } from './plays.ts'

describe.each(asks)('on the genuine reply of $name', (ask) => {
  it.each(defaultInjections)('%s does what it does to an emulated one', async (_, injection) => {
    await expectTheSame(injection, ask)
  })
})
