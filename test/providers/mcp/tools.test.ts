import { describe, expect } from 'vitest'
import { BrownoutError } from '../../../src/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { open, post, postModern, request, testWith, url } from './shop.ts'

const test = testWith()

describe('a list of tools', () => {
  test('has the schemas and the hints of each', async ({ chaos }) => {
    const { message } = await post(request('tools/list'), await open())
    expect(message.result?.['tools']).toMatchObject([
      {
        name: 'search',
        inputSchema: { type: 'object', required: ['query'] },
        outputSchema: { type: 'object' },
        annotations: { readOnlyHint: true },
      },
      { name: 'order', annotations: { readOnlyHint: false, idempotentHint: false } },
      { name: 'refund', annotations: { idempotentHint: true } },
    ])
    expect(chaos.journal.calls[1]).toMatchObject({ endpoint: 'tools/list', executed: undefined })
  })

  const paged = testWith({ pageSize: 2 })

  paged('arrives in pages', async ({ chaos }) => {
    const headers = await open()
    const names: unknown[] = []
    let cursor: unknown
    do {
      const { message } = await post(request('tools/list', cursor === undefined ? {} : { cursor }), headers)
      names.push(...(message.result!['tools'] as { name: string }[]).map(({ name }) => name))
      cursor = message.result?.['nextCursor']
    } while (cursor !== undefined)
    expect(names).toEqual(['search', 'order', 'refund'])
    expect(await post(request('tools/list', { cursor: 'page-7' }), headers)).toMatchObject({
      status: 200,
      message: { error: { code: -32602 } },
    })
    expect(chaos.journal.calls).toHaveLength(4)
  })
})

describe('a tool', () => {
  test('runs, and its effect is in the journal', async ({ chaos }) => {
    const { message } = await post(request('tools/call', { name: 'order', arguments: { item: 'lamp' } }), await open())
    expect(message.result).toEqual({ content: [{ type: 'text', text: 'Ordered: 1 lamp' }] })
    expect(chaos.journal.calls[1]).toMatchObject({
      endpoint: 'tools/call',
      model: 'order',
      executed: true,
      received: 'Ordered: 1 lamp',
      effect: { name: 'order', arguments: { item: 'lamp' } },
    })
    expect(JSON.parse(JSON.stringify(chaos.journal))).toHaveProperty(
      'calls',
      expect.arrayContaining([expect.objectContaining({ executed: true })]),
    )
  })

  test('without a run has a result of its output schema, and only reads', async ({ chaos }) => {
    const { message } = await post(request('tools/call', { name: 'search', arguments: { query: 'lamp' } }), await open())
    const { content, structuredContent } = message.result as { content: { text: string }[]; structuredContent: { items: unknown } }
    expect(Array.isArray(structuredContent.items)).toBe(true)
    expect(JSON.parse(content[0]!.text)).toEqual(structuredContent)
    expect(chaos.journal.calls[1]).toMatchObject({ executed: true, effect: undefined })
  })

  test('that throws has failed, and has done nothing', async ({ chaos }) => {
    const { message } = await post(request('tools/call', { name: 'refund', arguments: { order: 7 } }), await open())
    expect(message.result).toEqual({ content: [{ type: 'text', text: 'There is nothing to refund.' }], isError: true })
    expect(chaos.journal.calls[1]).toMatchObject({ executed: true, effect: undefined, received: 'There is nothing to refund.' })
  })

  test('gets an input of its schema only', async ({ chaos }) => {
    const wrong = request('tools/call', { name: 'refund', arguments: { order: 'seven' } })
    const told = { text: 'Input validation error: Invalid arguments for tool refund: $.order: must satisfy "type"' }
    expect((await post(wrong, await open('2025-11-25'))).message.result).toMatchObject({ content: [told], isError: true })
    expect((await post(wrong, await open('2025-06-18'))).message.error).toEqual({ code: -32602, message: told.text })
    expect(chaos.journal.calls.filter(({ executed }) => executed === true)).toEqual([])
  })

  test('that is unknown is an error of the protocol', async ({ chaos }) => {
    const { message } = await post(request('tools/call', { name: 'destroy' }), await open())
    expect(message.error).toEqual({ code: -32602, message: 'Unknown tool: destroy' })
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'refused', executed: false })
  })

  test('has the same contents with any ID of the request', async ({ chaos }) => {
    const headers = await open()
    const params = { name: 'order', arguments: { item: 'lamp' } }
    await post(request('tools/call', params, 1), headers)
    await post(request('tools/call', params, 'two'), headers)
    expect(chaos.journal.calls.slice(1).map(({ attempt }) => attempt)).toEqual([0, 1])
  })
})

describe('tools that describe their behavior', () => {
  const keyed = withChaos({
    providers: [
      mcp({
        name: 'bank',
        url,
        tools: {
          pay: {
            duration: '2s',
            input: { type: 'object', properties: { idempotencyKey: { type: 'string' } } },
            run: () => ({ paid: true }),
          },
          set: { idempotent: true, input: { type: 'object' } },
          count: { run: (_input, { attempt }) => String(attempt) },
        },
      }),
    ],
    answers: (call) => ({ parts: [{ type: 'data', text: `"${call.model}"` }] }),
    clientBehavior: 'ignore',
  })

  keyed('take their time, and have the key of their input', async ({ chaos }) => {
    const { message } = await postModern('tools/call', { name: 'pay', arguments: { idempotencyKey: 'k1' } })
    expect(message.result).toMatchObject({ content: [{ type: 'text', text: '{"paid":true}' }] })
    expect(chaos.journal.calls[0]).toMatchObject({ endedAt: 2_000, effect: { key: 'k1', at: 0 } })
  })

  keyed('are the same effect for the same input if they are idempotent', async ({ chaos }) => {
    for (const to of [1, 1, 2]) await postModern('tools/call', { name: 'set', arguments: { to } })
    const keys = chaos.journal.calls.map(({ effect }) => effect?.key)
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).not.toBe(keys[2])
  })

  keyed('know their attempt', async ({ chaos }) => {
    const told: unknown[] = []
    for (let call = 0; call < 2; call++) told.push((await postModern('tools/call', { name: 'count' })).message.result?.['content'])
    expect(told).toEqual([[{ type: 'text', text: '0' }], [{ type: 'text', text: '1' }]])
    expect(chaos.journal.calls[0]?.effect?.key).toBeUndefined()
  })
})

describe('a server that cannot be set up', () => {
  test.for([
    ['a URL', { name: 'shop', url: 'shop' }, 'url'],
    ['a version', { name: 'shop', url, versions: ['2024'] }, 'versions'],
    ['a duration', { name: 'shop', url, tools: { order: { duration: 'long' } } }, '"duration" is "long"'],
    ['no name', { url }, 'mcp() needs the option "name"'],
    ['no URL', { name: 'shop' }, 'no url and no command'],
    ['a URL and a command', { name: 'shop', url, command: 'npx' }, 'both a url and a command'],
    ['arguments', { name: 'shop', command: 'npx', args: '-y' }, 'args'],
  ] as const)('names %s', ([, options, named]) => {
    const make = (): unknown => mcp(options as never)
    expect(make).toThrow(BrownoutError)
    expect(make).toThrow(named)
  })
})
