import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('answers or refuses any request in the form of its provider', async () => {
  expect((await fuzz(100_000)).get(200)).toBeGreaterThan(10_000)
}, 3_600_000)
