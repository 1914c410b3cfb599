import { describe, expect } from 'vitest'
import { open, post, request, testWith, url } from './shop.ts'

const test = testWith()

describe('a session', () => {
  test('begins with initialize, in the version that the client requests', async ({ chaos }) => {
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
    const { status, type, session, message } = await post(request('initialize', params))
    expect({ status, type, message }).toEqual({
      status: 200,
      type: 'text/event-stream; charset=utf-8',
      message: {
        jsonrpc: '2.0',
        id: 1,
        result: {
          protocolVersion: '2025-06-18',
          capabilities: {
            tools: { listChanged: true },
            logging: {},
            resources: { subscribe: true, listChanged: true },
            prompts: { listChanged: true },
            completions: {},
          },
          serverInfo: { name: 'shop', version: '1.0.0' },
        },
      },
    })
    expect(session).toMatch(/^[\da-f-]{36}$/)
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'initialize', ending: 'complete' })
  })

  test('gets the newest version if the client requests another one', async ({ chaos }) => {
    const { message } = await post(request('initialize', { protocolVersion: '2024-11-05' }))
    expect(message.result).toMatchObject({ protocolVersion: '2025-11-25' })
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('is needed for all else', async ({ chaos }) => {
    expect(await post(request('tools/list'))).toMatchObject({ status: 400, message: { error: { code: -32000 }, id: null } })
    expect(await post(request('tools/list'), { 'mcp-session-id': 'stale' })).toMatchObject({
      status: 404,
      message: { error: { code: -32001, message: 'Session not found' } },
    })
    expect(chaos.journal.calls[1]?.problem).toEqual({ kind: 'not-found', permanent: false, about: 'session' })
  })

  test('ends with DELETE', async ({ chaos }) => {
    const headers = await open()
    expect((await post(request('ping'), headers)).message).toEqual({ jsonrpc: '2.0', id: 1, result: {} })
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200)
    expect((await post(request('ping'), headers)).status).toBe(404)
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['initialize', 'ping', 'session', 'ping'])
  })

  test('is gone after a reset', async ({ chaos }) => {
    const headers = await open()
    chaos.reset()
    expect((await post(request('ping'), headers)).status).toBe(404)
  })

  test('does not take a version that the server does not speak', async ({ chaos }) => {
    const headers = { ...(await open()), 'mcp-protocol-version': '1999-01-01' }
    expect(await post(request('ping'), headers)).toMatchObject({ status: 400, message: { error: { code: -32000 } } })
    expect(chaos.journal.calls[1]).toMatchObject({ problem: { kind: 'bad-request' } })
  })
})

describe('a message without an answer', () => {
  test.for([
    ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }],
    ['a response', { jsonrpc: '2.0', id: 4, result: {} }],
  ] as const)('%s is accepted', async ([, body], { chaos }) => {
    expect(await post(body, await open())).toMatchObject({ status: 202, message: {} })
    expect(chaos.journal.calls[1]).toMatchObject({ endpoint: 'notifications', ending: 'complete' })
  })
})

describe('a message that cannot be read', () => {
  test.for([
    ['no JSON', '{', 400, -32700],
    ['a batch', [request('ping')], 400, -32600],
    ['no message', {}, 400, -32600],
    ['an unknown method', request('tools/destroy'), 200, -32601],
  ] as const)('%s', async ([, body, status, code], { chaos }) => {
    expect(await post(body, await open())).toMatchObject({ status, message: { error: { code } } })
    expect(chaos.journal.calls[1]).toMatchObject({ endpoint: 'other', ending: 'refused' })
  })
})

describe('a server without sessions', () => {
  const stateless = testWith({ sessions: false, responseType: 'json' })

  stateless('answers without one, in one body', async ({ chaos }) => {
    expect(await open()).toEqual({})
    expect(await post(request('ping'))).toMatchObject({ status: 200, type: 'application/json', message: { result: {} } })
    expect(chaos.journal.calls.every(({ stream }) => !stream)).toBe(true)
  })

  stateless('offers no stream, which is not a failure', async ({ chaos }) => {
    const response = await fetch(url, { headers: { accept: 'text/event-stream' } })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, DELETE'])
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'stream', ending: 'complete' })
  })
})

describe('a server that speaks only newer versions', () => {
  const modern = testWith({ versions: ['2026-07-28'] })

  modern('reports it to older clients', async ({ chaos }) => {
    expect(await post(request('initialize', { protocolVersion: '2025-11-25' }))).toMatchObject({
      status: 400,
      message: { error: { code: -32022, data: { supported: ['2026-07-28'] } } },
    })
    expect(chaos.journal.calls[0]).toMatchObject({ problem: { kind: 'bad-request' } })
  })
})
