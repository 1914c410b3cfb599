import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { anthropic, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const chaos = brownout({ providers: [openai(), anthropic()] })
const origin = 'http://localhost:3000'
const optIn = 'anthropic-dangerous-direct-browser-access'
const permission = 'access-control-allow-origin'
let server: BrownoutServer

beforeAll(async () => {
  server = await serve(chaos)
})
afterEach(() => chaos.reset())
afterAll(() => server.close())

/** By node:http, because fetch sends no Origin of one's own. */
async function send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: object): Promise<IncomingMessage> {
  const sent = request(server.url + path, { method, headers })
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  return response
}

async function preflight(path: string, asked: string): Promise<IncomingHttpHeaders> {
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': asked }
  const { statusCode, headers: got } = await send('OPTIONS', path, headers)
  expect(statusCode).toBe(200)
  return got
}

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }
const message = { ...chat, model: 'claude-sonnet-5', max_tokens: 100 }
const key = { authorization: 'Bearer none', 'content-type': 'application/json' }
const anthropicKey = { 'x-api-key': 'none', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }

describe('a preflight', () => {
  it.for(['/openai/v1/chat/completions', '/v1/chat/completions', '/openai/v1/unknown'])(
    'to %s permits a call and is not a call',
    async (path) => {
      expect(await preflight(path, 'authorization,content-type,x-stainless-os')).toMatchObject({
        [permission]: '*',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization,content-type,x-stainless-os',
      })
      expect([chaos.journal.calls, chaos.journal.unhandled]).toEqual([[], []])
    },
  )

  it('to Anthropic permits a call only with the header for browsers', async () => {
    expect(await preflight('/anthropic/v1/messages', `content-type, ${optIn}, x-api-key`)).toHaveProperty(permission, '*')
    expect(await preflight('/anthropic/v1/messages', 'content-type, x-api-key')).not.toHaveProperty(permission)
  })

  it('that no provider answers is refused', async () => {
    const { statusCode } = await send('OPTIONS', '/nowhere', { origin, 'access-control-request-method': 'POST' })
    expect([statusCode, chaos.journal.unhandled.length]).toEqual([400, 1])
  })
})

describe('a call from a page', () => {
  it('can be read, as can its error', async () => {
    const { headers } = await send('POST', '/openai/v1/chat/completions', { ...key, origin }, chat)
    expect(headers).toMatchObject({ [permission]: '*', 'access-control-expose-headers': '*' })
    chaos.inject(overloaded())
    const { statusCode, headers: ofError } = await send('POST', '/openai/v1/chat/completions', { ...key, origin }, chat)
    expect([statusCode, ofError[permission]]).toEqual([503, '*'])
  })

  it('to Anthropic can be read only with the header for browsers', async () => {
    const { headers } = await send('POST', '/anthropic/v1/messages', { ...anthropicKey, origin, [optIn]: 'true' }, message)
    expect(headers).toHaveProperty(permission, '*')
    const { headers: closed, statusCode } = await send('POST', '/anthropic/v1/messages', { ...anthropicKey, origin }, message)
    expect(closed).not.toHaveProperty(permission)
    expect(statusCode).toBe(401)
  })

  it('of no page has no such headers', async () => {
    const { headers } = await send('POST', '/openai/v1/chat/completions', key, chat)
    expect(headers).not.toHaveProperty(permission)
  })
})
