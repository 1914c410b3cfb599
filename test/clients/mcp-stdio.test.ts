import { createMCPClient } from '@ai-sdk/mcp'
import { Experimental_StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio'
import { MCPServerStdio } from '@openai/agents'
import { describe, expect, it } from 'vitest'
import { childExits, commandNotFound, ignoresShutdown, neverResponds, noiseOnStdout, slowFirstToken } from '../../faults/index.ts'
import { brownout, virtualTime, type Chaos, type Injection } from '../../src/index.ts'
import { command, connect, connectNew, order, shop } from '../stdio/shop.ts'

/** A client that has started the server. */
interface Started {
  order(): Promise<unknown>
  close(): Promise<unknown>
}

const withCall = (client: Pick<Awaited<ReturnType<typeof connect>>, 'callTool' | 'close'>): Started => ({
  order: async () => (await client.callTool(order)).content,
  close: () => client.close(),
})

const clients: Readonly<Record<string, () => Promise<Started>>> = {
  '@modelcontextprotocol/sdk': async () => withCall(await connect()),
  '@modelcontextprotocol/client': async () => {
    const client = await connectNew('auto')
    return { order: async () => (await client.callTool(order)).content, close: () => client.close() }
  },
  '@ai-sdk/mcp': async () => {
    const client = await createMCPClient({ transport: new Experimental_StdioMCPTransport({ ...command, stderr: 'ignore' }) })
    return {
      async order() {
        const { order: tool } = await client.tools()
        const result = (await tool!.execute(order.arguments, { toolCallId: '1', messages: [], context: {} })) as {
          readonly content: unknown
        }
        return result.content
      },
      close: () => client.close(),
    }
  },
  '@openai/agents': async () => {
    const server = new MCPServerStdio({ ...command, name: 'shop' })
    await server.connect()
    return { order: () => server.callTool(order.name, order.arguments), close: () => server.close() }
  },
}

/** What a client makes of an order within three minutes of its time, and the journal. */
async function ordered(
  start: () => Promise<Started>,
  ...faults: readonly Injection[]
): Promise<{ readonly outcome: unknown; readonly chaos: Chaos }> {
  const chaos = brownout({ providers: [shop], seed: 'tuesday' })
  chaos.inject(...faults)
  const release = chaos.intercept()
  let outcome: unknown
  await virtualTime(async () => {
    const late = new Promise((resolve) => setTimeout(resolve, 180_000, 'no end'))
    const used = async (): Promise<unknown> => {
      const client = await start()
      try {
        return await client.order()
      } finally {
        await client.close()
      }
    }
    outcome = await Promise.race([used(), late]).catch((error: unknown) => `rejected: ${String(error)}`)
    // Not every client waits until the process has ended.
    await new Promise((resolve) => setTimeout(resolve, 5_000))
  }).finally(release)
  return { outcome, chaos }
}

const silentCall = neverResponds().for({ endpoint: 'tools/call' })
/** What happens to the server, and whether a client can still have its order. */
const days: Readonly<Record<string, { readonly fault: Injection; readonly isOrdered: boolean }>> = {
  'a slow start': { fault: slowFirstToken({ by: '2s' }).for({ endpoint: 'spawn' }), isOrdered: true },
  'a process that does not end': { fault: ignoresShutdown(), isOrdered: true },
  'lines of noise': { fault: noiseOnStdout({ where: 'line' }), isOrdered: true },
  'noise in the lines': { fault: noiseOnStdout({ where: 'same-line' }), isOrdered: false },
  'a missing command': { fault: commandNotFound(), isOrdered: false },
  'an exit at the start': { fault: childExits({ during: 'start' }), isOrdered: false },
  'an exit in the call': { fault: childExits(), isOrdered: false },
  'a call without an answer': { fault: silentCall, isOrdered: false },
}

describe.for(Object.entries(clients))('%s over stdio', ([, start]) => {
  it('orders, and leaves no process behind', async () => {
    const { outcome, chaos } = await ordered(start)
    expect(outcome).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
    expect([chaos.journal.bugs, chaos.journal.unhandled]).toEqual([[], []])
    expect(chaos.journal.calls.filter(({ endpoint, exitedAt }) => endpoint === 'spawn' && exitedAt === undefined)).toEqual([])
  })

  it.for(Object.entries(days))('takes %s in the same way twice, whatever its timeouts', async ([, { fault, isOrdered }]) => {
    const [first, second] = [await ordered(start, fault), await ordered(start, fault)]
    if (isOrdered) expect(first.outcome).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
    else expect(first.outcome).toMatch(/^rejected|no end/)
    expect(first.chaos.neverFired).toEqual([])
    expect(JSON.stringify(second.chaos.journal)).toBe(JSON.stringify(first.chaos.journal))
  })
})
