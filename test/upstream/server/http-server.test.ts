import { createServer, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClientMessage } from '../../../src/engine/model/server-link.ts'
import { HttpServer } from '../../../src/upstream/server/http-server.ts'

let web: Server
let server: HttpServer
afterEach(async () => {
  await server.end()
  web.closeAllConnections()
  web.close()
})

const [lines, requests]: [string[], Record<string, unknown>[]] = [[], []]
let log = ''

async function open(listener: (...args: Parameters<RequestListener>) => unknown): Promise<void> {
  lines.length = 0
  requests.length = 0
  log = ''
  web = createServer((request, response) => {
    requests.push({ method: request.method, ...request.headers })
    void listener(request, response)
  }).listen(0, '127.0.0.1')
  await once(web, 'listening')
  const events = {
    message: (line: string) => void lines.push(line),
    log: (bytes: Uint8Array) => void (log += new TextDecoder().decode(bytes)),
    exit() {},
  }
  server = new HttpServer({ url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/mcp`, headers: { 'x-key': 'k' } }, events)
}

function message(id: string | number | null, method: string, params: ClientMessage['params'] = {}): ClientMessage {
  return { id, method, params, text: JSON.stringify({ jsonrpc: '2.0', id, method, params }) }
}

const event = (value: unknown): string => `event: message\r\ndata: ${JSON.stringify(value)}\r\n\r\n`
const stream = { 'content-type': 'text/event-stream' }

/** What the server answers to one request. */
async function answer(): Promise<unknown> {
  return (await server.request(message(1, 'tools/call')))?.message
}

describe('a tool server over HTTP', () => {
  it('sends the messages before the response in one stream', async () => {
    await open((_, response) => {
      response.writeHead(200, stream).write(`: hello\n\n${event({ method: 'a' })}`)
      response.end(event({ id: 1, result: 'b' }))
    })
    expect(await answer()).toEqual({ id: 1, result: 'b' })
    expect(lines).toEqual(['{"method":"a"}'])
    expect(requests[0]).toMatchObject({ method: 'POST', 'x-key': 'k', accept: 'application/json, text/event-stream' })
  })

  it.for([
    ['a stream that ends before it', (response) => response.writeHead(200, stream).end(), 'has ended its answer without a response'],
    ['a 202', (response) => response.writeHead(202).end(), 'has ended its answer without a response'],
    ['a page of a gateway', (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'), 'has answered with status 502'],
    ['a connection that breaks', (response) => response.destroy(), 'socket hang up'],
    ['a stream that breaks', (response) => response.writeHead(200, stream).write(': hello\n\n', () => response.destroy()), 'aborted'],
  ] as readonly (readonly [string, (response: Parameters<RequestListener>[1]) => unknown, string])[])(
    'describes what it got instead of a response: %s',
    async ([, act, why]) => {
      await open((_, response) => void act(response))
      expect(await answer()).toMatchObject({ id: 1, error: { code: -32_000, message: expect.stringContaining(why) as string } })
    },
  )

  it('takes an error without an ID for the response', async () => {
    await open((_, response) =>
      response.writeHead(404).end('{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}'),
    )
    expect(await answer()).toEqual({ jsonrpc: '2.0', id: 1, error: { code: -32_001, message: 'Session not found' } })
  })

  it('is in a session after the handshake, listens, and ends it', async () => {
    await open(async (request, response) => {
      const asked = await text(request)
      if (request.method === 'GET') return void response.writeHead(200, stream).write(event({ method: 'changed' }))
      if (!asked.includes('"id":1')) return void response.writeHead(202).end()
      response.setHeader('mcp-session-id', 's-1')
      response.end('{"id":1,"result":{"protocolVersion":"2025-11-25"}}')
    })
    await server.request(message(1, 'initialize'))
    server.send(message(null, 'notifications/initialized'))
    await answer()
    await expect.poll(() => lines).toEqual(['{"method":"changed"}'])
    await server.end()
    const inSession = { 'mcp-session-id': 's-1', 'mcp-protocol-version': '2025-11-25' }
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET', 'POST', 'DELETE'])
    for (const request of requests.slice(1)) expect(request).toMatchObject(inSession)
  })

  it('names the method and the tool in headers without sessions, and closes what is cancelled', async () => {
    let isClosed = false
    await open((request) => void request.on('close', () => (isClosed = true)))
    const meta = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } }
    const asked = server.request(message(1, 'tools/call', { name: 'größe', ...meta }))
    await expect.poll(() => requests.length).toBe(1)
    server.send(message(null, 'notifications/cancelled', { requestId: 1 }))
    expect(await asked).toBeUndefined()
    await expect.poll(() => isClosed).toBe(true)
    expect(requests).toMatchObject([
      { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': '=?base64?Z3LDtsOfZQ==?=' },
    ])
  })
})
