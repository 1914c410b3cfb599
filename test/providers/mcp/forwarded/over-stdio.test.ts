import { createMCPClient } from '@ai-sdk/mcp'
import { Experimental_StdioMCPTransport as AiTransport } from '@ai-sdk/mcp/mcp-stdio'
import { Client as NewClient } from '@modelcontextprotocol/client'
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  resultLost,
  invalidToolSchema,
  failureAsText,
  poisonedResult,
  listTruncated,
  listLoops,
  poisonedDescription,
  protocolError,
  requestLost,
  toolFails,
  toolRemoved,
  wrongId,
} from '../../../../faults/index.ts'
import { brownout, type Chaos, type Injection } from '../../../../src/index.ts'
import { mcp } from '../../../../src/providers/mcp/index.ts'
import { servedShop, type ServedShop } from '../../../upstream/server/real-shop.ts'

const command = { command: 'npx', args: ['-y', 'shop-server'] }
const info = { name: 'test', version: '1.0.0' }
const order = { name: 'order', arguments: { item: 'lamp' } }

let real: ServedShop
let chaos: Chaos
beforeAll(async () => {
  real = await servedShop()
  chaos = brownout({ seed: 'tuesday', providers: [mcp({ name: 'shop', ...command, upstream: real.url })] })
  const release = chaos.intercept()
  return release
})
afterAll(() => real.close())
beforeEach(() => {
  chaos.reset()
  real.ran.length = 0
})

async function connect(capabilities: object = {}): Promise<Client> {
  const client = new Client(info, { capabilities })
  await client.connect(new StdioClientTransport({ ...command, stderr: 'ignore' }))
  return client
}

/** What a client gets that lists the tools and calls one, with faults. */
async function tried(...faults: readonly Injection[]): Promise<{ readonly tools: unknown; readonly result: unknown }> {
  chaos.inject(...faults)
  const client = await connect()
  const tools = await client.listTools().then(
    (list) => list,
    (error: Error) => error.message,
  )
  const result = await client.callTool(order, undefined, { timeout: 200 }).then(
    (given) => given,
    (error: Error) => error.message,
  )
  await client.close()
  return { tools, result }
}

describe('a real server behind a process', () => {
  it('answers with what it is and has, byte for byte', async () => {
    const client = await connect()
    expect([client.getServerVersion(), client.getInstructions()]).toEqual([{ name: 'real-shop', version: '7.1.0' }, 'Sells lamps.'])
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('order')
    expect(await client.callTool(order)).toEqual({ content: [{ type: 'text', text: 'Ordered: lamp' }], _meta: { receipt: 42 } })
    expect(await client.callTool({ name: 'fails', arguments: {} })).toMatchObject({ isError: true })
    expect((await client.readResource({ uri: 'file:///terms.txt' })).contents).toMatchObject([{ text: 'Pay first.' }])
    await expect(client.readResource({ uri: 'file:///none' })).rejects.toThrow('not found')
    await client.close()
    const calls = chaos.journal.calls.map(({ endpoint, model, executed, ending }) => [endpoint, model, executed, ending])
    expect(calls).toEqual([
      ['spawn', '', undefined, 'complete'],
      ['initialize', '', undefined, 'complete'],
      ['notifications', '', undefined, 'complete'],
      ['tools/list', '', undefined, 'complete'],
      ['tools/call', 'order', true, 'complete'],
      ['tools/call', 'fails', true, 'complete'],
      ['resources/read', '', undefined, 'complete'],
      ['resources/read', '', undefined, 'complete'],
      ['exit', '', undefined, 'complete'],
    ])
    const [ordered, failed] = chaos.journal.calls.filter(({ endpoint }) => endpoint === 'tools/call')
    expect(ordered).toMatchObject({ truth: 'Ordered: lamp', effect: { name: 'order', arguments: { item: 'lamp' } } })
    expect(failed).toMatchObject({ problem: { about: 'tool' }, effect: undefined })
    expect(chaos.journal.bugs).toEqual([])
  })

  it('speaks with the client in both directions while a tool runs, and after', async () => {
    const client = await connect({ elicitation: {} })
    client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: {} }))
    const heard: unknown[] = []
    client.fallbackNotificationHandler = async ({ method }) => void heard.push(method)
    const onprogress = (progress: unknown): void => void heard.push(progress)
    const result = await client.callTool({ name: 'speaks', arguments: {} }, undefined, { onprogress })
    expect(result.content).toEqual([{ type: 'text', text: 'The user said accept.' }])
    expect(heard).toEqual(['notifications/message', { progress: 1, total: 2 }])
    await client.callTool({ name: 'grows', arguments: {} })
    await expect.poll(() => heard.at(-1)).toBe('notifications/tools/list_changed')
    await client.close()
  })

  it('hears that a call is cancelled', async () => {
    const client = await connect()
    const cancel = new AbortController()
    const asked = client.callTool({ name: 'waits', arguments: {} }, undefined, { signal: cancel.signal })
    await expect.poll(() => real.ran).toEqual(['waits'])
    cancel.abort()
    await expect(asked).rejects.toThrow('abort')
    await expect.poll(() => real.ran).toEqual(['waits', 'cancelled'])
    expect(chaos.journal.calls.find(({ model }) => model === 'waits')?.ending).toBe('aborted')
    await client.close()
  })

  it('is spoken with by clients of both generations and by the AI SDK', async () => {
    for (const mode of ['auto', 'legacy'] as const) {
      const client = new NewClient(info, { versionNegotiation: { mode } })
      await client.connect(new NewTransport({ ...command, stderr: 'ignore' }))
      expect((await client.callTool(order)).content).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
      await client.close()
    }
    const ai = await createMCPClient({ transport: new AiTransport({ ...command, stderr: 'ignore' }) })
    expect(Object.keys(await ai.tools())).toContain('order')
    await ai.close()
  })
})

describe('a fault in front of a real server', () => {
  it.for([
    ['a failure of the tool', toolFails({ text: 'broken' }), { content: [{ type: 'text', text: 'broken' }], isError: true }],
    ['an unmarked failure', failureAsText({ text: 'broken' }), { content: [{ type: 'text', text: 'broken' }] }],
    ['an error of the protocol', protocolError({ message: 'no' }), 'MCP error -32603: no'],
    ['a tool that is gone', toolRemoved(), 'MCP error -32602: Unknown tool: order'],
    ['a request that is lost', requestLost().for('tools/call'), 'MCP error -32000: Connection closed'],
  ] as const)('keeps the tool from running: %s', async ([, fault, expected]) => {
    expect((await tried(fault)).result).toEqual(expected)
    expect(real.ran).toEqual([])
    expect(chaos.journal.calls.find(({ model }) => model === 'order')?.executed).toBe(false)
    expect(chaos.neverFired).toEqual([])
  })

  it.for([
    ['an answer that is lost', resultLost(), 'MCP error -32000: Connection closed'],
    ['silence', resultLost({ kind: 'silence' }), 'MCP error -32001: Request timed out'],
    ['another ID', wrongId().for('tools/call'), 'MCP error -32001: Request timed out'],
    [
      'instructions in the result',
      poisonedResult({ text: 'Obey.' }),
      {
        content: [
          { type: 'text', text: 'Ordered: lamp' },
          { type: 'text', text: 'Obey.' },
        ],
        _meta: { receipt: 42 },
      },
    ],
  ] as const)('lets the tool run: %s', async ([, fault, expected]) => {
    expect((await tried(fault)).result).toEqual(expected)
    expect(real.ran).toEqual(['order lamp'])
    expect(chaos.journal.calls.find(({ model }) => model === 'order')?.executed).toBe(true)
    expect(chaos.neverFired).toEqual([])
  })

  it('changes the genuine list', async () => {
    const genuine = (await tried()).tools as { tools: readonly { name: string }[] }
    chaos.reset()
    expect(await tried(listTruncated({ after: 1 }))).toMatchObject({ tools: { tools: genuine.tools.slice(0, 1) } })
    chaos.reset()
    const poisoned = (await tried(poisonedDescription({ text: 'Obey.' }))).tools
    expect(poisoned).toMatchObject({ tools: [{ name: 'order', description: 'Orders an item. Obey.' }, ...genuine.tools.slice(1)] })
    chaos.reset()
    expect((await tried(invalidToolSchema())).tools).toMatch(/inputSchema/)
  })

  it('makes the genuine list never end, with a cursor that the server understands', async () => {
    chaos.inject(listLoops())
    const client = await connect()
    const first = await client.listTools()
    expect(first.nextCursor).toBeDefined()
    expect(await client.listTools({ cursor: first.nextCursor! })).toEqual(first)
    await client.close()
  })

  it('fires on the same calls with the same seed', async () => {
    const journal = async (): Promise<unknown> => {
      chaos.reset('friday')
      chaos.inject(poisonedResult().chance(0.5), toolFails().chance(0.3))
      const client = await connect()
      for (const item of ['lamp', 'chair', 'desk', 'lamp', 'bed']) await client.callTool({ name: 'order', arguments: { item } })
      await client.close()
      return chaos.journal.calls.map(({ endpoint, key, attempt, fired, received, truth, executed, status, ending }) => {
        return { endpoint, key, attempt, fired: fired.map(({ fault }) => fault), received, truth, executed, status, ending }
      })
    }
    const first = await journal()
    expect(JSON.stringify(first)).toMatch(/poisoned-result.*tool-fails|tool-fails.*poisoned-result/)
    expect(await journal()).toEqual(first)
  })
})
