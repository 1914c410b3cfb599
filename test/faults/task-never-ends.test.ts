import { expect } from 'vitest'
import { taskNeverEnds } from '../../faults/task-never-ends.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { open, post, request } from '../providers/mcp/shop.ts'

const shop = mcp({ name: 'shop', url: 'https://shop.example/mcp', tools: { order: { task: 'required', run: () => 'Ordered.' } } })
const test = withChaos({ providers: [shop], clientBehavior: 'ignore' })

test('leaves a task working although its tool has run', async ({ chaos }) => {
  chaos.inject(taskNeverEnds())
  const headers = await open()
  const { message } = await post(request('tools/call', { name: 'order', task: {} }), headers)
  const { taskId } = message.result!['task'] as { taskId: string }
  await new Promise((resolve) => setTimeout(resolve, 3_600_000))
  for (const method of ['tasks/get', 'tasks/cancel', 'tasks/get'])
    expect((await post(request(method, { taskId }), headers)).message.result).toMatchObject({ status: 'working' })
  expect(chaos.journal.calls[1]).toMatchObject({ executed: true, effect: { name: 'order' } })
})
