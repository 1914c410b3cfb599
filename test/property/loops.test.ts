import { expect } from 'vitest'
import { openai } from '../../src/index.ts'
import { overloaded } from '../../faults/index.ts'
import { faultsOf, settlesWithin, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ providers: [openai()], clientBehavior: 'ignore', unfiredFaults: 'ignore' })

test('a task that repeats a failed request without waiting reaches its time limit', async ({ chaos }) => {
  const headers = { authorization: 'Bearer test' }
  const task = async (): Promise<void> => {
    while (!(await fetch('https://api.openai.com/v1/models', { headers })).ok);
  }
  const search = survives(chaos, task, {
    faults: faultsOf(overloaded()),
    runs: 2,
    limit: '10m',
    properties: [settlesWithin('1m')],
    baseline: false,
  })
  await expect(search).rejects.toThrow('A task hangs or takes too long')
})
