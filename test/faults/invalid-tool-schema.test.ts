import { expect } from 'vitest'
import { invalidToolSchema } from '../../faults/invalid-tool-schema.ts'
import { open, post, request, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test.for([
  ['missing', undefined],
  ['no-object', { type: 'string' }],
  ['unknown-type', { type: 'object', properties: { input: { type: 'any' } } }],
] as const)('%s', async ([kind, inputSchema], { chaos }) => {
  chaos.inject(invalidToolSchema({ tool: 'order', kind }))
  const { message } = await post(request('tools/list'), await open())
  const tools = message.result?.['tools'] as { inputSchema?: unknown }[]
  expect(tools[1]?.inputSchema).toEqual(inputSchema)
  expect(tools[0]).toMatchObject({ inputSchema: { type: 'object' } })
  expect(chaos.journal).toHaveFired(invalidToolSchema, { times: 1 })
})
