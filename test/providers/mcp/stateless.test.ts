import { describe, expect } from 'vitest'
import { postModern, testWith } from './shop.ts'

const test = testWith()

describe('requests of 2026-07-28', () => {
  test('need no session', async ({ chaos }) => {
    const { status, session, message } = await postModern('tools/call', { name: 'order', arguments: { item: 'lamp' } })
    expect({ status, session, message }).toEqual({
      status: 200,
      session: null,
      message: {
        jsonrpc: '2.0',
        id: 1,
        result: {
          resultType: 'complete',
          _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'shop', version: '1.0.0' } },
          content: [{ type: 'text', text: 'Ordered: 1 lamp' }],
        },
      },
    })
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('discover the server', async ({ chaos }) => {
    expect((await postModern('server/discover')).message.result).toMatchObject({
      supportedVersions: ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'],
      capabilities: { tools: {} },
      ttlMs: 0,
      cacheScope: 'private',
    })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'server/discover' })
  })

  test('have the same values in headers and body', async ({ chaos }) => {
    const call = { name: 'order', arguments: { item: 'lamp' } }
    for (const headers of [{ 'mcp-method': 'tools/list' }, { 'mcp-name': 'refund' }, { 'mcp-protocol-version': '2025-11-25' }]) {
      expect(await postModern('tools/call', call, headers)).toMatchObject({ status: 400, message: { error: { code: -32020 }, id: 1 } })
    }
    expect((await postModern('tools/call', call, { 'mcp-name': `=?base64?${btoa('order')}?=` })).status).toBe(200)
    expect(chaos.journal.calls.map(({ executed }) => executed)).toEqual([false, false, false, true])
  })

  test('get an error of the protocol for an unknown version', async ({ chaos }) => {
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01', 'io.modelcontextprotocol/clientCapabilities': {} }
    expect(await postModern('tools/list', { _meta }, { 'mcp-protocol-version': '1900-01-01' })).toMatchObject({
      status: 400,
      message: {
        error: { code: -32022, data: { requested: '1900-01-01', supported: ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'] } },
      },
    })
    expect(chaos.journal.calls[0]).toMatchObject({ status: 400 })
  })

  test('list the capabilities of the client', async ({ chaos }) => {
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' }
    expect(await postModern('tools/list', { _meta })).toMatchObject({ status: 400, message: { error: { code: -32602 } } })
    expect(chaos.journal.calls[0]).toMatchObject({ status: 400 })
  })

  test.for(['initialize', 'ping', 'logging/setLevel', 'resources/subscribe'])('do not know %s', async (method, { chaos }) => {
    expect(await postModern(method)).toMatchObject({ status: 404, message: { error: { code: -32601 } } })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'other' })
  })

  test('get a 404 for an unknown method', async ({ chaos }) => {
    expect(await postModern('initialise')).toMatchObject({ status: 404, message: { error: { code: -32601 } } })
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'other' })
  })
})

describe('a server that speaks only older versions', () => {
  const legacy = testWith({ versions: ['2025-11-25'] })

  legacy('refuses them with an error that clients take for such a server', async ({ chaos }) => {
    expect(await postModern('server/discover')).toMatchObject({ status: 400, message: { error: { code: -32000 } } })
    expect(chaos.journal.calls[0]).toMatchObject({ status: 400 })
  })
})
