import { on, once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { neverResponds, stalledStream } from '../../faults/index.ts'
import { answers, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const said = 'Your parcel is on its way.'
const body = { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] }
const chaosOf = () => brownout({ providers: [openai()], answers: answers.from(() => said) })

/** A stream as it begins. */
function stream({ baseUrls }: BrownoutServer): Promise<IncomingMessage> {
  const headers = { authorization: 'Bearer none', 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    request(`${baseUrls['openai']}/chat/completions`, { method: 'POST', headers }, resolve).on('error', reject).end(JSON.stringify(body))
  })
}

/** What happens to a client that connects now. */
function connected({ url }: BrownoutServer): Promise<unknown> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  return new Promise((resolve) => void socket.once('connect', resolve).once('error', resolve)).finally(() => socket.destroy())
}

describe('a server that stops with a grace period', () => {
  it('lets streams in flight end, takes no new connections, and stops once they have ended', async () => {
    const chaos = chaosOf()
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '300ms' }))
    const server = await serve(chaos)
    const response = await stream(server)
    const closed = server.close({ grace: '1h' })
    expect(await connected(server)).toMatchObject({ code: 'ECONNREFUSED' })
    expect(await text(response)).toMatch(/data: \[DONE\]\n\n$/)
    await closed
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: said }])
  })

  it('lets a stream in HTTP/2 end', async () => {
    const chaos = chaosOf()
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '300ms' }))
    const server = await serve(chaos)
    const session = connectHttp2(server.url)
    const headers = { ':method': 'POST', ':path': '/openai/v1/chat/completions', authorization: 'Bearer none' }
    const sending = session.request(headers)
    sending.end(JSON.stringify(body))
    await once(sending, 'response')
    const closed = server.close({ grace: '1h' })
    expect(await text(sending)).toMatch(/data: \[DONE\]\n\n$/)
    await closed
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete' }])
    session.destroy()
  })

  it('ends unfinished responses when it is over, and records it in the journal', async () => {
    const chaos = chaosOf()
    chaos.inject(stalledStream({ afterDeltas: 2, duration: '1h' }))
    const server = await serve(chaos)
    const broken = text(await stream(server))
    broken.catch(() => {})
    await server.close({ grace: 20 })
    await expect(broken).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', deltas: 2 }])
  })

  it('stops at once at a second signal', async () => {
    const chaos = chaosOf()
    chaos.inject(neverResponds())
    const server = await serve(chaos)
    const broken = stream(server)
    broken.catch(() => {})
    await expect.poll(() => chaos.journal.calls.length).toBe(1)
    const closed = server.close({ grace: '1h' })
    await server.close()
    await closed
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }])
    await expect(broken).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('stops at once if nothing is in flight, also with connections that are kept', async () => {
    const server = await serve(chaosOf())
    await text(await stream(server))
    const idle = connect(Number(new URL(server.url).port), '127.0.0.1')
    await new Promise((resolve) => idle.once('connect', resolve))
    const gone = new Promise((resolve) => idle.once('close', resolve))
    await server.close({ grace: '1h' })
    await gone
    expect(await connected(server)).toMatchObject({ code: 'ECONNREFUSED' })
  })

  describe('with a WebSocket', () => {
    const question = JSON.stringify({ type: 'response.create', model: 'gpt-5', input: 'Where is my parcel?' })

    async function opened({ baseUrls }: BrownoutServer): Promise<WebSocket> {
      const socket = new WebSocket(`${baseUrls['openai']!.replace('http', 'ws')}/responses`, { headers: { authorization: 'Bearer none' } })
      await once(socket, 'open')
      return socket
    }

    it('closes it at once with 1001 if no response is in progress', async () => {
      const server = await serve(chaosOf())
      const [idle, used] = [await opened(server), await opened(server)]
      used.send(question)
      for await (const [data] of on(used, 'message')) if (String(data).includes('response.completed')) break
      const closed = [idle, used].map((socket) => once(socket, 'close'))
      await server.close({ grace: '1h' })
      expect((await Promise.all(closed)).map(([code]) => code as unknown)).toEqual([1_001, 1_001])
    })

    it('lets a response in progress complete first', async () => {
      const chaos = chaosOf()
      chaos.inject(stalledStream({ afterDeltas: 2, duration: '300ms' }))
      const server = await serve(chaos)
      const socket = await opened(server)
      const received: string[] = []
      socket.on('message', (data) => void received.push((JSON.parse(String(data)) as { type: string }).type))
      const closing = once(socket, 'close')
      socket.send(question)
      await expect.poll(() => received.length).toBeGreaterThan(0)
      await server.close({ grace: '1h' })
      expect([(await closing)[0], received.at(-1)]).toEqual([1_001, 'response.completed'])
      expect(chaos.journal.calls.at(-1)).toMatchObject({ ending: 'complete', received: said })
    })

    it('leaves a client that does not close its own side', async () => {
      const server = await serve(chaosOf())
      const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
      const lines = ['host: localhost', 'upgrade: websocket', 'connection: Upgrade', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==']
      socket.write(`GET /openai/v1/responses HTTP/1.1\r\nauthorization: Bearer none\r\n${lines.join('\r\n')}\r\n\r\n`)
      await once(socket, 'data')
      const received = once(socket, 'data') as Promise<[Buffer]>
      await server.close({ grace: '1h' })
      // A close frame with code 1001.
      expect([...(await received)[0]]).toEqual([0x88, 0x02, 0x03, 0xe9])
      socket.destroy()
    })
  })
})
