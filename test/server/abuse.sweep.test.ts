import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { answers, anthropic, brownout, gemini, mistral, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { asked } from './sent.ts'

const body = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] })
const headers = { authorization: 'Bearer none', 'content-type': 'application/json', 'anthropic-version': '2023-06-01' }

/** Opens 10,000 connections, reports it, and closes them once its input ends. */
const idleClients = `
  import { connect } from 'node:net'
  import { spawn } from 'node:child_process'
import { once } from 'node:events'
  for (let opened = 0; opened < 10_000; opened += 50)
    await Promise.all(Array.from({ length: 50 }, () => once(connect(Number(process.argv[1]), '127.0.0.1'), 'connect')))
  console.log('open')
  process.stdin.on('end', () => process.exit()).resume()
`

async function started(said = 'It is on its way.'): Promise<{ readonly chaos: Chaos; readonly server: BrownoutServer }> {
  const chaos = brownout({ providers: [openai(), anthropic(), gemini(), mistral()], answers: answers.from(() => said) })
  const before = connections()
  const server = await serve(chaos)
  onTestFinished(async () => {
    await server.close()
    // Nothing is left: no connection, and no port.
    await expect.poll(connections).toBeLessThanOrEqual(before)
  })
  return { chaos, server }
}

/** How many sockets and servers are open in this process. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP(?:Socket|Server)Wrap/.test(name)).length
}

async function connected(server: BrownoutServer): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

function post(url: string): ClientRequest {
  return request(url, { method: 'POST', headers }).on('error', () => {})
}

/** The request for a stream, byte for byte. */
function rawRequest(): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': String(body.length) }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `POST /openai/v1/chat/completions HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

/** That the server still answers, and knows of it. */
async function expectAlive({ server, chaos }: { readonly server: BrownoutServer; readonly chaos: Chaos }): Promise<void> {
  expect((await asked(server.baseUrls['openai']!)).status).toBe(200)
  expect(chaos.journal.calls.at(-1)).toMatchObject({ ending: 'complete' })
  expect(chaos.journal.bugs).toEqual([])
}

it.each([
  ['openai', '/chat/completions', /^Maximum content size limit \(26214400\) exceeded\.$/],
  ['anthropic', '/v1/messages', /^Request exceeds the maximum size$/],
  ['mistral', '/v1/chat/completions', /^Request size limit exceeded$/],
])('refuses a body of 1 GB in the words of %s while it is read', async (name, path, message) => {
  const { server, chaos } = await started()
  const sending = post(`${server.baseUrls[name]!}${path}`)
  const piece = Buffer.alloc(1 << 20, ' ')
  let sentBytes = 0
  const responded = once(sending, 'response') as Promise<[IncomingMessage]>
  const state = { isOver: false }
  void responded.then(() => (state.isOver = true))
  const before = process.memoryUsage().rss
  while (sentBytes < 1e9 && !state.isOver) {
    sentBytes += piece.length
    if (!sending.write(piece)) await Promise.race([once(sending, 'drain'), responded])
    await turn()
  }
  const [response] = await responded
  const said = JSON.parse(await text(response)) as { error?: { message: string }; message?: string }
  sending.destroy()
  expect(response.statusCode).toBe(413)
  expect(said.error?.message ?? said.message).toMatch(message)
  expect(sentBytes).toBeLessThan(300e6)
  expect(process.memoryUsage().rss - before).toBeLessThan(600e6)
  expect(chaos.journal.calls).toMatchObject([{ provider: name, status: 413, ending: 'refused' }])
  await expectAlive({ server, chaos })
})

it('writes no more than a slow reader takes, and completes once it reads', async () => {
  const { server, chaos } = await started('word '.repeat(100_000))
  const sending = post(`${server.baseUrls['openai']!}/chat/completions`)
  sending.end(body)
  const [response] = (await once(sending, 'response')) as [IncomingMessage]
  await turn()
  await asked(server.baseUrls['openai']!)
  expect(chaos.journal.calls[0]).toMatchObject({ ending: undefined })
  expect(chaos.journal.calls[0]!.deltas).toBeLessThan(100_000)
  expect(await text(response)).toMatch(/data: \[DONE\]\n\n$/)
  expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete' })
  await expectAlive({ server, chaos })
})

it('notes each of 500 clients that leave, at any point of a request or a response', async () => {
  const { server, chaos } = await started('word '.repeat(2_000))
  const raw = rawRequest()
  for (let index = 0; index < 500; index++) {
    const socket = await connected(server)
    // Every second one leaves within the request, the others after some of the response.
    if (index % 2 === 0) {
      socket.write(raw.slice(0, Math.floor((raw.length * index) / 500)))
      await turn()
    } else {
      socket.write(raw)
      for (let received = 0; received < index * 40;) received += ((await once(socket, 'data')) as [Buffer])[0].length
    }
    if (index % 3 === 0) socket.resetAndDestroy()
    else socket.destroy()
  }
  await expect.poll(() => chaos.journal.calls.length, { timeout: 20_000 }).toBe(250)
  await expect
    .poll(() => chaos.journal.calls.filter(({ ending }) => ending === 'aborted' || ending === 'complete').length, { timeout: 20_000 })
    .toBe(250)
  expect(chaos.journal.calls.some(({ ending }) => ending === 'aborted')).toBe(true)
  await expectAlive({ server, chaos })
})

it('answers others while 200 clients send their headers byte by byte', async () => {
  const { server, chaos } = await started()
  const raw = rawRequest()
  const sockets = await Promise.all(Array.from({ length: 200 }, () => connected(server)))
  for (let index = 0; index < 30; index++) {
    for (const socket of sockets) socket.write(raw[index]!)
    await turn()
  }
  await expectAlive({ server, chaos })
  for (const socket of sockets) socket.destroy()
})

it('answers others while 10,000 connections are idle', async () => {
  const { server, chaos } = await started()
  // In a process of their own: one has not enough file descriptors for both ends.
  const clients = spawn(process.execPath, ['--input-type=module', '-e', idleClients, new URL(server.url).port], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(clients.stdout, 'data')
  await expect.poll(connections).toBeGreaterThan(10_000)
  await expectAlive({ server, chaos })
  expect(chaos.journal.calls).toHaveLength(1)
  clients.stdin.end()
  await once(clients, 'exit')
  await expect.poll(connections, { timeout: 20_000 }).toBeLessThan(100)
})

it('answers pipelined requests in their order', async () => {
  const { server, chaos } = await started()
  const socket = await connected(server)
  socket.write(rawRequest().repeat(20))
  let received = ''
  socket.on('data', (piece: Buffer) => (received += piece.toString()))
  await expect.poll(() => received.split('data: [DONE]').length - 1, { timeout: 20_000 }).toBe(20)
  expect(received.split('HTTP/1.1 200 OK').length - 1).toBe(20)
  socket.destroy()
  await expect.poll(() => chaos.journal.calls.filter(({ ending }) => ending === 'complete').length).toBe(20)
  await expectAlive({ server, chaos })
})

it('answers a client that closes its own side after the request', async () => {
  const { server, chaos } = await started()
  const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
  await once(socket, 'connect')
  socket.end(rawRequest())
  expect(await text(socket)).toMatch(/data: \[DONE\]/)
  await expectAlive({ server, chaos })
})

it('keeps no listener on connections that are used again', async () => {
  const { server, chaos } = await started()
  const warnings: Error[] = []
  const note = (warning: Error): void => void warnings.push(warning)
  process.on('warning', note)
  onTestFinished(() => void process.off('warning', note))
  const socket = await connected(server)
  let done = 0
  socket.on('data', (piece: Buffer) => (done += piece.toString().split('data: [DONE]').length - 1))
  for (let index = 1; index <= 200; index++) {
    socket.write(rawRequest())
    await expect.poll(() => done, { interval: 1, timeout: 20_000 }).toBe(index)
  }
  socket.destroy()
  await turn()
  expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([])
  await expectAlive({ server, chaos })
})
