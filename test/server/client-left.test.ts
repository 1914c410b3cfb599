import { once } from 'node:events'
import { request } from 'node:http'
import { connect, constants } from 'node:http2'
import { expect, it, onTestFinished } from 'vitest'
import { brownout, openai } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'

const left = { method: 'POST', message: 'The client disconnected before it had sent the complete request.' }

it('reports that a client left before its request was complete, and blames no provider', async () => {
  const chaos = brownout({ providers: [openai()] })
  const server = await serve(chaos)
  onTestFinished(() => server.close())
  const sending = request(`${server.baseUrls['openai']!}/chat/completions`, { method: 'POST' }).on('error', () => {})
  sending.write('{"model":')
  const [socket] = (await once(sending, 'socket')) as [NodeJS.EventEmitter]
  await once(socket, 'connect')
  // It has arrived once another request is answered.
  await fetch(`${server.url}/__brownout/health`)
  sending.destroy()
  await expect.poll(() => chaos.journal.unhandled).toMatchObject([left])
  expect([chaos.journal.calls, chaos.journal.bugs]).toEqual([[], []])
})

it('reports the same for a request in HTTP/2 that the client cancels', async () => {
  const chaos = brownout({ providers: [openai()] })
  const server = await serve(chaos)
  onTestFinished(() => server.close())
  const session = connect(server.url)
  onTestFinished(() => session.destroy())
  const sending = session.request({ ':method': 'POST', ':path': '/openai/v1/chat/completions', authorization: 'Bearer none' })
  sending.on('error', () => {})
  sending.write('{"model":')
  await new Promise((resolve) => void session.ping(resolve))
  sending.close(constants.NGHTTP2_CANCEL)
  await expect.poll(() => chaos.journal.unhandled).toMatchObject([left])
  expect([chaos.journal.calls, chaos.journal.bugs]).toEqual([[], []])
})

it('refuses a body that no provider takes before the end of it, and keeps none of it', async () => {
  const chaos = brownout({ providers: [openai()] })
  const server = await serve(chaos)
  onTestFinished(() => server.close())
  const sending = request(`${server.baseUrls['openai']!}/chat/completions`, { method: 'POST' }).on('error', () => {})
  const responded = once(sending, 'response') as Promise<[{ statusCode: number }]>
  // The request never ends.
  const piece = Buffer.alloc(1 << 20, ' ')
  for (let sent = 0; sent <= 64; sent++) if (!sending.write(piece)) await once(sending, 'drain')
  const [{ statusCode }] = await responded
  sending.destroy()
  expect(statusCode).toBe(413)
  expect(chaos.journal.calls).toMatchObject([{ status: 413, ending: 'refused' }])
})
