import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('answers or refuses any request in the form of its provider', async () => {
  const statuses = await fuzz(1_500)
  expect(statuses.get(200)).toBeGreaterThan(100)
  expect(statuses.get(400)).toBeGreaterThan(100)
}, 60_000)
