import { expect } from 'vitest'
import { resumeRepeats } from '../../faults/resume-repeats.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { resumableShop, resumingClients } from '../providers/mcp/resumable.ts'

const test = withChaos({ providers: [resumableShop()], clientBehavior: 'ignore' })

test('sends the progress of a tool twice, and its result once', async ({ chaos }) => {
  chaos.inject(resumeRepeats())
  const [, connect] = resumingClients[0]!
  const client = await connect()
  const heard: number[] = []
  expect(await client.call('order', (progress) => void heard.push(progress))).toEqual([{ type: 'text', text: 'Ordered.' }])
  await client.close()
  expect(heard).toEqual([1, 2, 1, 2])
  expect(chaos.journal.calls.find(({ model }) => model === 'order')).toMatchObject({
    ending: 'truncated',
    resumedAt: 6_500,
    executed: true,
  })
})
