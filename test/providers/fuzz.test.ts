import { expect, it } from 'vitest'
import { fuzz, unchanged } from './fuzz.ts'

it('knows a request for every endpoint that needs nothing stored, of every provider', async () => {
  const refused = (await unchanged()).filter(([, status]) => status !== 200)
  // Unstored values are not found, and a file is sent in a form.
  expect(refused.filter(([endpoint]) => !/\{(?:id|item)\}|POST .*\/(?:files|batches)$/.test(endpoint))).toEqual([])
})

it('answers or refuses any request in the form of its provider', async () => {
  const statuses = await fuzz(500)
  expect(statuses.get(200)).toBeGreaterThan(30)
  expect(statuses.get(400)).toBeGreaterThan(30)
}, 60_000)
