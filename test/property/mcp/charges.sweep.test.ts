import { expect } from 'vitest'
import { survives } from '../../../src/property/index.ts'
import { chargesWithKey, tellsTheModel, test } from './agents.ts'

test.for([
  ['sends the same key again', chargesWithKey],
  ['reports a failure to the model and does nothing twice', tellsTheModel],
] as const)('an agent that %s is not accused', { timeout: 180_000 }, async ([, agent], { chaos }) => {
  expect((await survives(chaos, agent, { runs: 200 })).runs).toBe(200)
})
