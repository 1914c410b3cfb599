import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, it } from 'vitest'
import { taskNeverEnds } from '../../../faults/index.ts'
import { brownout, virtualTime } from '../../../src/index.ts'
import { mcp, ProtocolError, type McpServer } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { open, post, postModern, request } from './shop.ts'

const url = 'https://shop.example/mcp'
const command = { command: 'npx', args: ['shop-server'] }
const question = { message: 'Really?', requestedSchema: { type: 'object', properties: {} } }

const server = (place: { readonly url: string } | typeof command): McpServer =>
  mcp({
    name: 'shop',
    ...place,
    tools: {
      order: {
        task: 'optional',
        async run(_input, { wait }) {
          await wait(20_000)
          return 'Ordered.'
        },
      },
      refund: {
        task: 'required',
        async run(_input, { request: ask }) {
          const { action } = await ask('elicitation/create', question, 'really')
          if (action !== 'accept') throw new Error('Not refunded.')
          return 'Refunded.'
        },
      },
      crash: {
        task: 'optional',
        run() {
          throw new ProtocolError(-32_603, 'Out of memory')
        },
      },
      slow: { task: 'optional', duration: '5s', readOnly: true, run: () => 'Done.' },
      plain: { run: () => 'Plain.' },
    },
  })

const settings = { seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore' } as const
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

async function connect(place: 'http' | 'stdio'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities: { elicitation: {} } })
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: {} }))
  await client.connect(
    place === 'http' ? new StreamableHTTPClientTransport(new URL(url)) : new StdioClientTransport({ ...command, stderr: 'ignore' }),
  )
  await client.listTools()
  return client
}

/** What the SDK makes of a call: the states of its task, and its result or its error. */
async function streamed(client: Client, name: string): Promise<unknown[]> {
  const seen: unknown[] = []
  const stream = client.experimental.tasks.callToolStream({ name }, CallToolResultSchema, { task: {} })
  for await (const message of stream) {
    if (message.type === 'taskCreated') seen.push('created')
    else if (message.type === 'taskStatus') {
      if (seen.at(-1) !== message.task.status) seen.push(message.task.status)
    } else seen.push(message.type === 'result' ? message.result.content : message.error.message)
  }
  return seen
}

describe.for([
  ['over HTTP', 'http', withChaos({ ...settings, providers: [server({ url })] })],
  ['over stdio', 'stdio', withChaos({ ...settings, providers: [server(command)] })],
] as const)('the SDK %s', ([, place, test]) => {
  test('polls a task and gets its result', async ({ chaos }) => {
    const client = await connect(place)
    expect(await streamed(client, 'order')).toEqual(['created', 'working', 'completed', [{ type: 'text', text: 'Ordered.' }]])
    const call = chaos.journal.calls.find(({ model }) => model === 'order')
    expect(call).toMatchObject({ ending: 'complete', executed: true, effect: { name: 'order', at: 20_000 } })
    await client.close()
  })

  test('asks its user for the input that a task needs', async ({ chaos }) => {
    const client = await connect(place)
    expect((await streamed(client, 'refund')).slice(-1)).toEqual([[{ type: 'text', text: 'Refunded.' }]])
    expect(chaos.journal.calls.find(({ model }) => model === 'refund')?.effect).toMatchObject({ name: 'refund' })
    await client.close()
  })

  test('cancels a task, which then does nothing', async ({ chaos }) => {
    const client = await connect(place)
    const stream = client.experimental.tasks.callToolStream({ name: 'order' }, CallToolResultSchema, { task: {} })
    const first = await stream.next()
    const id = first.value?.type === 'taskCreated' ? first.value.task.taskId : ''
    expect(await client.experimental.tasks.cancelTask(id)).toMatchObject({ taskId: id, status: 'cancelled' })
    await expect(client.experimental.tasks.cancelTask(id)).rejects.toThrow('terminal status: cancelled')
    expect((await client.experimental.tasks.listTasks()).tasks).toMatchObject([{ taskId: id, status: 'cancelled' }])
    await wait(30_000)
    expect(chaos.journal.calls.find(({ model }) => model === 'order')?.effect).toBeUndefined()
    await client.close()
  })

  test('polls forever if a task never ends', async ({ chaos }) => {
    const client = await connect(place)
    chaos.inject(taskNeverEnds())
    const ended = streamed(client, 'slow')
    expect(await Promise.race([ended, wait(30_000).then(() => 'still working')])).toBe('still working')
    expect(chaos.journal.calls.filter(({ endpoint }) => endpoint === 'tasks/get').length).toBeGreaterThan(20)
    await client.close()
    await ended.catch(() => {})
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [server(place === 'http' ? { url } : command)], seed: 'tuesday' })
      const release = chaos.intercept()
      await virtualTime(async () => {
        const client = await connect(place)
        await Promise.all(['order', 'slow', 'crash'].map((name) => streamed(client, name).catch(() => {})))
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(journals[0]).toContain('tasks/get')
  })
})

const test = withChaos({ ...settings, providers: [server({ url })] })

describe('a task until 2025-11-25', () => {
  const call = (name: string, task?: object): object => request('tools/call', { name, ...(task === undefined ? {} : { task }) })

  test('is for tools that run as one, and for no others', async ({ chaos }) => {
    const headers = await open()
    const { message } = await post(request('tools/list'), headers)
    const listed = message.result?.['tools'] as readonly { readonly execution?: object }[]
    expect(listed.map(({ execution }) => execution)).toEqual(
      ['optional', 'required', 'optional', 'optional'].map((taskSupport) => ({ taskSupport })).concat(undefined as never),
    )
    expect((await post(call('plain', {}), headers)).message.error).toMatchObject({ code: -32601 })
    expect((await post(call('refund'), headers)).message.error).toMatchObject({ code: -32601 })
    expect(chaos.journal.calls.filter(({ executed }) => executed === true)).toEqual([])
  })

  test('fails with the error of the protocol that its tool has thrown', async ({ chaos }) => {
    const headers = await open()
    const { message } = await post(call('crash', { ttl: 5_000 }), headers)
    const { taskId, ttl } = message.result!['task'] as { taskId: string; ttl: number }
    expect(ttl).toBe(5_000)
    const ask = (method: string): ReturnType<typeof post> => post(request(method, { taskId }), headers)
    expect((await ask('tasks/get')).message.result).toMatchObject({ status: 'failed', pollInterval: 1_000 })
    expect((await ask('tasks/result')).message.error).toEqual({ code: -32603, message: 'Out of memory' })
    expect((await post(request('tasks/get', { taskId }), await open())).message.error).toMatchObject({ code: -32602 })
    await wait(6_000)
    expect((await ask('tasks/get')).message.error).toMatchObject({ code: -32602 })
    expect((await post(call('crash'), headers)).message.error).toMatchObject({ code: -32603, message: 'Out of memory' })
    expect(chaos.journal.bugs).toEqual([])
  })

  test('is unknown to older versions', async ({ chaos }) => {
    const headers = await open('2025-06-18')
    expect((await post(call('refund'), headers)).message.result).toMatchObject({ isError: true })
    expect((await post(request('tasks/get', { taskId: '1' }), headers)).message.error).toMatchObject({ code: -32601 })
    expect(chaos.journal.calls).toHaveLength(3)
  })
})

describe('a task since 2026-07-28', () => {
  const capabilities = { elicitation: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } }
  const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': capabilities }
  const ask = async (method: string, params: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const named: Readonly<Record<string, string>> = 'taskId' in params ? { 'mcp-name': String(params['taskId']) } : {}
    const { message } = await postModern(method, { _meta, ...params }, named)
    return message.result ?? { error: message.error }
  }

  test('replaces a result, and has it when it is over', async ({ chaos }) => {
    const { taskId, ...handle } = await ask('tools/call', { name: 'slow' })
    expect(handle).toMatchObject({ resultType: 'task', status: 'working', ttlMs: 3_600_000, pollIntervalMs: 1_000 })
    expect(await ask('tasks/get', { taskId })).toMatchObject({ resultType: 'complete', status: 'working' })
    await wait(5_000)
    expect(await ask('tasks/get', { taskId })).toMatchObject({ status: 'completed', result: { content: [{ text: 'Done.' }] } })
    expect(await ask('tasks/cancel', { taskId })).toMatchObject({ resultType: 'complete' })
    expect(await ask('tasks/get', { taskId: 'no' })).toMatchObject({ error: { code: -32602 } })
    expect(await ask('tasks/list', {})).toMatchObject({ error: { code: -32601 } })
    expect(chaos.journal.calls[0]).toMatchObject({ executed: true, endedAt: 0 })
  })

  test('names the input that it needs, and continues with the answer', async ({ chaos }) => {
    const { taskId } = await ask('tools/call', { name: 'refund' })
    expect(await ask('tasks/get', { taskId })).toMatchObject({
      status: 'input_required',
      inputRequests: { really: { method: 'elicitation/create', params: question } },
    })
    expect(await ask('tasks/update', { taskId, inputResponses: { other: {}, really: { action: 'accept' } } })).toMatchObject({
      resultType: 'complete',
    })
    expect(await ask('tasks/get', { taskId })).toMatchObject({ status: 'completed', result: { content: [{ text: 'Refunded.' }] } })
    expect(chaos.journal.calls[0]).toMatchObject({ effect: { name: 'refund' } })
  })

  test('is only for clients that know them', async ({ chaos }) => {
    expect((await postModern('tools/call', { name: 'slow' })).message.result).toMatchObject({ content: [{ text: 'Done.' }] })
    for (const [method, params] of [
      ['tools/call', { name: 'refund' }],
      ['tasks/get', { taskId: '1' }],
    ] as const)
      expect((await postModern(method, params, { 'mcp-name': method === 'tasks/get' ? '1' : 'refund' })).message.error).toMatchObject({
        code: -32021,
        data: { requiredCapabilities: { extensions: { 'io.modelcontextprotocol/tasks': {} } } },
      })
    expect(chaos.journal.calls[1]).toMatchObject({ executed: false })
  })
})

it('needs a run', () => {
  expect(() => mcp({ name: 'shop', url, tools: { order: { task: 'optional' } } })).toThrow('a tool that runs as a task needs a run')
  expect(() => mcp({ name: 'shop', url, tools: { order: { task: 'always' as never, run: () => '' } } })).toThrow('"task" is "always"')
})
