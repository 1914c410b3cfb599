import { expect } from 'vitest'
import { survives } from '../../../src/property/index.ts'
import { chargesAgain, test } from './agents.ts'

test('an agent that charges a card again after a lost answer is found without a report of the charge', async ({ chaos }) => {
  const search = survives(chaos, chargesAgain, { runs: 60 })
  await expect(search).rejects.toMatchObject({ name: 'ResilienceError', property: 'effects-as-without-faults' })
  await expect(search).rejects.toThrow('"bank/charge" happened 2 times instead of once')
  await expect(search).rejects.toThrow('the tool has run')
})
