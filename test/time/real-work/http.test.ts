import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import fastify from 'fastify'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { virtualTime } from '../../../src/time/index.ts'
import { falseJumps } from './under-deadline.ts'

/** Another process, which answers after the number of ms in the path, over HTTP/1, HTTP/2 and a protocol of its own. */
const program = `
const http = require('node:http'), http2 = require('node:http2'), net = require('node:net')
const answer = (request, response) => {
  response.write('some')
  setTimeout(() => response.end(' more'), Number(request.url.slice(1)))
}
const talk = (socket) => socket.on('data', (text) => setTimeout(() => socket.write(text), 20))
const servers = [http.createServer(answer), http2.createServer(answer), net.createServer(talk)]
let listening = 0
for (const server of servers) server.listen(0, '127.0.0.1', () => {
  if (++listening === 3) console.log(JSON.stringify(servers.map((server) => server.address().port)))
})`

let other: ChildProcess
let ports: { readonly http: number; readonly http2: number; readonly own: number }

beforeAll(async () => {
  other = spawn(process.execPath, ['-e', program])
  const [line] = (await once(other.stdout!, 'data')) as [Buffer]
  const [http, http2, own] = JSON.parse(line.toString()) as [number, number, number]
  ports = { http, http2, own }
})
afterAll(() => void other.kill())

const pool = new Agent({ connections: 2, pipelining: 1 })

async function overHttp1(path: string): Promise<void> {
  const [response] = (await once(get({ port: ports.http, host: '127.0.0.1', path }), 'response')) as [NodeJS.ReadableStream]
  await once(response.resume(), 'end')
}

async function overHttp2(path: string): Promise<void> {
  const session = connectHttp2(`http://127.0.0.1:${ports.http2}`)
  await once(session.request({ ':path': path }).resume(), 'end')
  session.close()
}

async function overSocket(): Promise<void> {
  const socket = connect(ports.own, '127.0.0.1')
  socket.write('ping')
  await once(socket, 'data')
  socket.destroy()
}

it.each<[string, () => Promise<unknown>]>([
  ['fetch', async () => (await fetch(`http://127.0.0.1:${ports.http}/20`)).text()],
  ['a pool of undici', async () => (await undiciFetch(`http://127.0.0.1:${ports.http}/20`, { dispatcher: pool })).text()],
  ['node:http', () => overHttp1('/20')],
  ['node:http with a pause in its answer', () => overHttp1('/150')],
  ['node:http2', () => overHttp2('/20')],
  ['a protocol of its own', overSocket],
])('the clock waits for another process over %s', async (_, work) => {
  expect(await falseJumps(work, 3)).toBe(0)
})

it('the clock moves while a server of the same process takes its virtual time to answer', async () => {
  const app = fastify()
  app.get('/', () => new Promise((resolve) => void setTimeout(resolve, 60_000, 'at last')))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const at = await virtualTime(async (clock) => {
    expect(await (await fetch(address)).text()).toBe('at last')
    return clock.now()
  })
  expect(at).toBe(60_000)
  await app.close()
})

it('the clock continues without an answer that does not arrive, and reports it once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const silent = `http://127.0.0.1:${ports.http}/100000`
  const at = await virtualTime(
    async (clock) => {
      const reading = async (): Promise<unknown> => (await fetch(silent, { signal: AbortSignal.timeout(30_000) })).text()
      await expect(Promise.all([reading(), reading()])).rejects.toThrow('due to timeout')
      return clock.now()
    },
    { patience: '50ms' },
  )
  expect(at).toBe(30_000)
  const origin = `HTTP request to http://127.0.0.1:${ports.http}`
  expect(warn.mock.calls).toEqual([[expect.stringContaining(`continued without ${origin}, which had not ended after 50ms of real time.`)]])
  warn.mockRestore()
})

it('a program that is stuck gets a list of what the clock no longer waits for', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const stuck = virtualTime(async () => (await fetch(`http://127.0.0.1:${ports.http}/100000`)).text(), { patience: '50ms' })
  await expect(stuck).rejects.toThrow(`The clock no longer waits for HTTP request to http://127.0.0.1:${ports.http}`)
  warn.mockRestore()
})

it('a server that stops listening is still one of the same process', async () => {
  const server = createServer((_, response) => void setTimeout(() => response.end('late'), 60_000)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const at = await virtualTime(async (clock) => {
    const answer = fetch(`http://127.0.0.1:${port}`)
    await new Promise((resolve) => void setTimeout(resolve, 1_000))
    server.close()
    await (await answer).text()
    return clock.now()
  })
  expect(at).toBe(60_000)
})
