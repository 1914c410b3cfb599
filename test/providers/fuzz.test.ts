import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('answers or refuses any request in the form of its provider', async () => {
  const statuses = await fuzz(500)
  expect(statuses.get(200)).toBeGreaterThan(30)
  expect(statuses.get(400)).toBeGreaterThan(30)
}, 60_000)
