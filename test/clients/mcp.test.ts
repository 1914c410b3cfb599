import { describe, expect, it } from 'vitest'
import { packages } from '../../docs/generate/mcp-clients/packages/index.ts'
import { measure } from '../../docs/generate/mcp-clients/measure.ts'
import { nothing } from '../../docs/generate/mcp-clients/occasions.ts'
import { serverKinds } from '../../docs/generate/mcp-clients/servers.ts'
import { resultLost, neverResponds } from '../../faults/index.ts'
import { testWith, url } from '../providers/mcp/shop.ts'
import { pairings, summaryOf, twice } from './mcp-occasions.ts'

const test = testWith()
const call = { endpoint: 'tools/call' } as const

describe.for(packages)('$name', ({ era, connect }) => {
  test('lists tools and calls them', async ({ chaos }) => {
    const client = await connect({ url })
    expect(await client.list()).toEqual(['search', 'order', 'refund'])
    expect(await client.call('order', { item: 'lamp', count: 2 })).toEqual({ text: 'Ordered: 2 lamp', isError: false })
    expect(JSON.parse((await client.call('search', { query: 'lamp' })).text)).toHaveProperty('items')
    const refund = await client.call('refund', { order: 7 }).catch((error: Error) => ({ text: error.message, isError: true }))
    expect(refund).toEqual({ text: expect.stringContaining('There is nothing to refund.') as string, isError: true })
    await client.close()
    const endpoints = new Set(chaos.journal.calls.map(({ endpoint }) => endpoint))
    expect(endpoints.has(era === 'sessions' ? 'initialize' : 'server/discover')).toBe(true)
    expect(
      chaos.journal.calls.filter(({ ending, model, call }) => ending !== 'complete' && model !== 'refund' && call.listens !== true),
    ).toEqual([])
  })
})

describe.for(pairings(serverKinds))('$title', (pairing) => {
  const { client, kind } = pairing

  it('runs undisturbed, and leaves nothing behind', async () => {
    const { steps, runs, leavesProcess, chaos } = await measure(client, kind, nothing)
    expect([...steps.values()].map(({ type }) => type)).toEqual(['value', 'value', 'value', 'value', 'value'])
    expect([runs, leavesProcess, chaos.journal.bugs, chaos.journal.unhandled]).toEqual([1, false, [], []])
  })

  it('waits a minute for an answer at most, or forever, which takes no time', async () => {
    const [first, second] = await twice(pairing, { name: 'silence', injections: [neverResponds().for(call).first(1)] })
    expect(summaryOf(second)).toEqual(summaryOf(first))
    const order = first.steps.get('order')
    expect(order).toMatchObject(client.name === '@ai-sdk/mcp' ? { type: 'hang' } : { type: 'error', after: 60_000 })
    expect(first.runs).toBe(1)
  })

  it('cannot know that the tool has run', async () => {
    const [first, second] = await twice(pairing, { name: 'lost', injections: [resultLost().for(call).first(1)] })
    expect(summaryOf(second)).toEqual(summaryOf(first))
    expect(first.steps.get('order')).toMatchObject({ type: 'error' })
    expect(first.runs).toBe(1)
  })
})
