import { expect } from 'vitest'
import { toolAgent } from '../../docs/generate/played-recipes/scenes/tool-agent.ts'
import { shop } from '../../examples/tool-agent/naive.ts'
import { resultLost } from '../../faults/index.ts'
import { atMostOnce, faultsOf, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  providers: toolAgent.providers(),
  answers: toolAgent.answers({} as never),
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

test('the naive agent is found to charge twice if an answer is lost', async ({ chaos }) => {
  const search = survives(chaos, () => shop('Buy a lamp.'), { faults: faultsOf(resultLost), properties: [atMostOnce()], baseline: false })
  await expect(search).rejects.toThrow('"bank/charge" happened 2 times in the task')
})
