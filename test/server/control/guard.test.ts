import { once } from 'node:events'
import { connect, type OutgoingHttpHeaders } from 'node:http2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../../src/index.ts'
import { serve, type BrownoutServer } from '../../../src/server/index.ts'
import { asked, sent } from '../sent.ts'

const chaos = brownout({ providers: [openai()] })
let server: BrownoutServer
let port: string

beforeAll(async () => {
  server = await serve(chaos)
  port = new URL(server.url).port
})
afterAll(() => server.close())

const body = { faults: ['overloaded'] }
const refused = (message: string): object => ({ status: 403, body: { error: { message: expect.stringContaining(message) as unknown } } })

/** Tries to inject a fault, and returns the result; fails if a refused one was injected. */
async function inject(headers: Record<string, string>, to: BrownoutServer = server) {
  const received = await sent(`${to.url}/__brownout/faults`, { method: 'POST', headers, body })
  if (received.status !== 201) expect(chaos.injections).toEqual([])
  chaos.reset()
  return received
}

describe('a server without a token', () => {
  it.each(['localhost', '127.0.0.1', 'LOCALHOST', 'brownout.localhost', '127.1.2.3'])('is controlled at %s', async (name) => {
    expect(await inject({ host: `${name}:${port}` })).toMatchObject({ status: 201 })
    expect(await inject({ host: name })).toMatchObject({ status: 201 })
  })

  // DNS rebinding: the attacker's name now points to this machine, and its page is of the same origin.
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil-localhost', '127.0.0.1@evil.example', '0.0.0.0'])(
    'is not controlled by a page at the host "%s"',
    async (name) => {
      const host = `${name}:${port}`
      expect(await inject({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 403 })
      expect(await inject({ host })).toMatchObject(refused('Only this machine controls the server'))
      expect(await sent(`${server.url}/__brownout/journal`, { headers: { host } })).toMatchObject({ status: 403 })
    },
  )

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'http://localhost.evil.example', 'file://'])(
    'is not controlled by a page of %s',
    async (origin) => {
      expect(await inject({ host: `localhost:${port}`, origin })).toMatchObject(refused('only the server'))
    },
  )

  it('is controlled by its own page', async () => {
    const host = `localhost:${port}`
    expect(await inject({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 201 })
  })

  // An image or a script of another site sends no Origin.
  it.each(['cross-site', 'same-site'])('gives nothing to a %s page that loads it as an image or a script', async (site) => {
    for (const path of ['journal', 'incident', ''])
      expect(await sent(`${server.url}/__brownout/${path}`, { headers: { 'sec-fetch-site': site } })).toMatchObject({ status: 403 })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', ''])(
    'takes no body of the type "%s", which a form of another site can send',
    async (type) => {
      expect(await inject({ 'content-type': type })).toMatchObject({ status: 415 })
    },
  )

  it('takes a body whose type names its characters', async () => {
    expect(await inject({ 'content-type': 'Application/JSON; charset=utf-8' })).toMatchObject({ status: 201 })
  })

  it('permits no page of another site what it requests in a preflight', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const received = await sent(`${server.url}/__brownout/faults`, { method: 'OPTIONS', headers })
    expect(received.status).toBe(403)
    expect(Object.keys(received.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('lets no page of another site read or guess what it answers', async () => {
    const { headers } = await sent(`${server.url}/__brownout/journal`)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('is guarded in each scope, and opens none for whom it refuses', async () => {
    const headers = { origin: 'https://evil.example' }
    expect(await sent(`${server.url}/__brownout/scope/evil/__brownout/journal`, { headers })).toMatchObject({ status: 403 })
    expect([...server.scopes.keys()]).toEqual([])
  })

  it('is controlled by no other machine if it listens on other addresses, and still answers calls', async () => {
    const open = await serve(chaos, { host: '0.0.0.0' })
    expect(await inject({ host: `localhost:${port}` }, open)).toMatchObject(refused('listens on 0.0.0.0 without a token'))
    expect(open.url).toMatch(/^http:\/\/127\.0\.0\.1:/)
    expect(await asked(open.baseUrls['openai']!, 'Hello?', { host: 'brownout:4600' })).toMatchObject({ status: 200 })
    await open.close()
    chaos.reset()
  })
})

describe('a server over HTTP/2', () => {
  /** The status of a request for the journal, with pseudo-headers as a client chooses them. */
  async function statusOf(headers: OutgoingHttpHeaders): Promise<unknown> {
    const session = connect(server.url)
    const stream = session.request({ ':path': '/__brownout/journal', ...headers })
    const [received] = (await once(stream, 'response')) as [Record<string, unknown>]
    session.destroy()
    return received[':status']
  }

  it('is controlled by this machine, and not by a page at a foreign host', async () => {
    expect(await statusOf({})).toBe(200)
    expect(await statusOf({ ':authority': `evil.example:${port}` })).toBe(403)
    expect(await statusOf({ origin: 'https://evil.example' })).toBe(403)
  })
})

describe('a server with a token', () => {
  let guarded: BrownoutServer
  beforeAll(async () => void (guarded = await serve(chaos, { host: '0.0.0.0', token: 'open sesame' })))
  afterAll(() => guarded.close())

  it('is controlled from anywhere with it', async () => {
    const authorization = 'Bearer open sesame'
    expect(await inject({ host: 'brownout:4600', authorization }, guarded)).toMatchObject({ status: 201 })
    // Calls need none.
    expect(await asked(guarded.baseUrls['openai']!)).toMatchObject({ status: 200 })
    chaos.reset()
  })

  it.each([
    ['nothing', undefined, 'expected authorization: Bearer <token>'],
    ['another token', 'Bearer open', 'The token is not the one of this server.'],
    ['another scheme', 'Basic open sesame', 'expected authorization: Bearer <token>'],
  ])('is not controlled with %s, nor from this machine', async (_what, authorization, message) => {
    const headers = authorization === undefined ? {} : { authorization }
    const expected = { status: 401, body: { error: { message: expect.stringContaining(message) as unknown } } }
    expect(await inject(headers, guarded)).toMatchObject(expected)
  })

  it('is not controlled by a page of another site that knows it', async () => {
    const headers = { authorization: 'Bearer open sesame', origin: 'https://evil.example' }
    expect(await inject(headers, guarded)).toMatchObject({ status: 403 })
  })
})
