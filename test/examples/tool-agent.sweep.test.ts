import { expect } from 'vitest'
import { toolAgent } from '../../docs/generate/played-recipes/scenes/tool-agent.ts'
import { shop as hardened } from '../../examples/tool-agent/hardened.ts'
import { shop as naive } from '../../examples/tool-agent/naive.ts'
import { survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  providers: toolAgent.providers(),
  answers: toolAgent.answers({} as never),
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})
const timeout = 120_000

test('a search without options finds that the naive agent charges too often', { timeout }, async ({ chaos }) => {
  await expect(survives(chaos, () => naive('Buy a lamp.'))).rejects.toThrow(/"bank\/charge" happened \d+ times instead of once/)
})

test('a search without options accuses the hardened agent of nothing, though it takes no signal', { timeout }, async ({ chaos }) => {
  await survives(chaos, () => hardened('Buy a lamp.', 'order 1'), { all: true })
})
