import { expect } from 'vitest'
import { processExits } from '../../faults/process-exits.ts'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import { call, start, wait } from '../stdio/raw-child.ts'
import { connect, order, test } from '../stdio/shop.ts'

test.for([
  [1, 'exit 1 null'],
  [127, 'exit 127 null'],
  ['SIGSEGV', 'exit null SIGSEGV'],
] as const)('at the start, with %s', async ([exit, seen], { chaos }) => {
  chaos.inject(processExits({ during: 'start', exit }))
  const { events, closed } = start()
  await closed
  expect(events.slice(0, 2)).toEqual(['spawn', seen])
  expect(chaos.journal.calls).toMatchObject([{ endpoint: 'spawn', exitedAt: 0 }])
})

test('in a call of a tool, which has run', async ({ chaos }) => {
  const client = await connect()
  chaos.inject(processExits())
  await expect(client.callTool(order)).rejects.toThrow('Connection closed')
  await expect(client.callTool(order)).rejects.toThrow('Not connected')
  expect(chaos.journal.calls.find(({ model }) => model === 'order')).toMatchObject({
    executed: true,
    effect: { name: 'order' },
    ending: 'reset',
  })
  expect(chaos.journal.calls[0]?.exitedAt).toBe(0)
})

test('after an incomplete line, by a stream that is truncated', async ({ chaos }) => {
  chaos.inject(truncatedStream({ at: '20 bytes' }).for({ endpoint: 'tools/call' }))
  const { lines, events, send } = start()
  send(call(1))
  await wait(1)
  expect(lines).toEqual(['{"jsonrpc":"2.0","id'])
  expect(events).toContain('exit 0 null')
  expect(chaos.journal.calls[1]).toMatchObject({ executed: true, ending: 'truncated' })
})
