import { describe, expect, it } from 'vitest'
import { neverResponds, truncatedStream } from '../../faults/index.ts'
import { brownout, virtualTime } from '../../src/index.ts'
import { shop, testWith, url } from '../providers/mcp/shop.ts'
import { packages } from './mcp-clients.ts'

const test = testWith()

describe.for(packages)('$name', ({ era, connect }) => {
  test('lists tools and calls them', async ({ chaos }) => {
    const client = await connect(url)
    expect(await client.list()).toEqual(['search', 'order', 'refund'])
    expect(await client.call('order', { item: 'lamp', count: 2 })).toBe('Ordered: 2 lamp')
    expect(JSON.parse(await client.call('search', { query: 'lamp' }))).toHaveProperty('items')
    await expect(client.call('refund', { order: 7 })).rejects.toThrow('There is nothing to refund.')
    await client.close()
    const endpoints = new Set(chaos.journal.calls.map(({ endpoint }) => endpoint))
    expect(endpoints.has(era === 'sessions' ? 'initialize' : 'server/discover')).toBe(true)
    expect(chaos.journal.calls.filter(({ ending, model }) => ending !== 'complete' && model !== 'refund')).toEqual([])
  })

  test('waits a minute for an answer at most, which takes no time', async ({ chaos }) => {
    const client = await connect(url)
    await client.list()
    chaos.inject(neverResponds().for({ endpoint: 'tools/call' }))
    const called = client.call('order', { item: 'lamp' }).catch((error: unknown) => error)
    // The client of the AI SDK has no timeout of its own.
    const result = await Promise.race([called, new Promise((resolve) => setTimeout(resolve, 90_000, 'no end'))])
    expect(chaos.journal.calls.find(({ model }) => model === 'order')).toMatchObject({ executed: true })
    expect(String(result)).toMatch(/timed out|no end/i)
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [shop()], seed: 'tuesday' })
      chaos.inject(truncatedStream({ afterDeltas: 1, ending: 'reset' }).chance(0.5).for({ endpoint: 'tools/call' }))
      const release = chaos.intercept()
      await virtualTime(async () => {
        const client = await connect(url)
        for (const item of ['lamp', 'chair', 'table']) {
          const order = client.call('order', { item }).catch(() => undefined)
          await Promise.race([order, new Promise((resolve) => setTimeout(resolve, 90_000))])
        }
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(journals[0]).toContain('"reset"')
  })
})
