import { describe, expect } from 'vitest'
import { connect, connectNew, order, test } from './shop.ts'

const clients = [
  ['@modelcontextprotocol/sdk', connect, 'initialize'],
  ['@modelcontextprotocol/client', () => connectNew('legacy'), 'initialize'],
  ['@modelcontextprotocol/client, 2026-07-28', () => connectNew('auto'), 'server/discover'],
] as const

describe.for(clients)('%s', ([, open, greeting]) => {
  test('starts the server, calls a tool and ends it', async ({ chaos }) => {
    const client = await open()
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['order', 'slow'])
    expect((await client.callTool(order)).content).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
    await client.close()
    const endpoints = chaos.journal.calls.map(({ endpoint }) => endpoint)
    expect(endpoints[0]).toBe('spawn')
    expect(endpoints).toContain(greeting)
    expect(endpoints.at(-1)).toBe('exit')
    const spawns = chaos.journal.calls.filter(({ endpoint }) => endpoint === 'spawn')
    expect(spawns.every(({ exitedAt }) => exitedAt !== undefined)).toBe(true)
    expect(chaos.journal.calls.filter(({ endpoint, ending }) => endpoint !== 'exit' && ending !== 'complete')).toEqual([])
    expect(chaos.journal.bugs).toEqual([])
  })
})
