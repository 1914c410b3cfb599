import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:http2'
import { expect, it } from 'vitest'
import { lastReceived, proxyForTests, upstream } from './noting-upstream.ts'

const proxy = proxyForTests()

it('a body arrives at the upstream while the client still sends it', async () => {
  const session = connect(proxy.server.url)
  const sending = session.request({ ':method': 'POST', ':path': '/openai/v1/audio/anything', authorization: 'Bearer none' })
  sending.write('one')
  await expect.poll(() => lastReceived().length).toBe(3)
  sending.end('two')
  const [headers] = (await once(sending, 'response')) as [Record<string, unknown>]
  expect([headers[':status'], lastReceived().length]).toEqual([200, 6])
  session.destroy()
})

it('a request without a body has none at the upstream', async () => {
  expect((await fetch(`${proxy.server.baseUrls['openai']}/anything`)).status).toBe(200)
  expect(lastReceived()).toMatchObject({ length: 0, headers: { host: expect.any(String) as unknown } })
  expect('transfer-encoding' in lastReceived().headers).toBe(false)
})

it('a client that leaves takes its request to the upstream with it', async () => {
  const sending = request(`${proxy.server.baseUrls['openai']}/audio/anything`, { method: 'POST' }).on('error', () => {})
  sending.write('one')
  const [incoming] = (await once(upstream, 'request')) as [IncomingMessage]
  sending.destroy()
  await new Promise((resolve) => incoming.on('error', () => {}).on('close', resolve))
  expect(incoming.complete).toBe(false)
})
