import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anthropic, brownout, openai } from '../../src/index.ts'
import { largestBody } from '../../src/engine/base/largest-body.ts'
import { bodyText } from '../../src/gateway/body-text.ts'
import { serve } from '../../src/server/index.ts'

const body = JSON.stringify({ model: 'gpt-4o', input: 'Where is my parcel? 🙂', client_metadata: { installation: 'codex' } })

function request(url: string): Promise<Response> {
  const headers = { authorization: 'Bearer test', 'content-type': 'application/json', 'content-encoding': 'gzip' }
  return fetch(url, { method: 'POST', headers, body: gzipSync(body) })
}

describe('a compressed body', () => {
  it.for([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['zstd', zstdCompressSync(body)],
    ['GZIP', gzipSync(body)],
    ['identity', Buffer.from(body)],
  ] as const)('of the coding %s is unpacked', async ([coding, bytes]) => {
    expect(await bodyText(new Uint8Array(bytes), new Headers({ 'content-encoding': coding }))).toBe(body)
  })

  it('that is invalid is read as it is', async () => {
    expect(await bodyText(new TextEncoder().encode(body), new Headers({ 'content-encoding': 'gzip' }))).toBe(body)
  })

  it('of several codings is unpacked from the last to the first', async () => {
    const bytes = new Uint8Array(brotliCompressSync(gzipSync(body)))
    expect(await bodyText(bytes, new Headers({ 'content-encoding': 'gzip, br' }))).toBe(body)
  })

  it.for([
    ['gzip', gzipSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const)('of the coding %s that would fill the memory is not unpacked', async ([coding, compress]) => {
    const bomb = new Uint8Array(compress(Buffer.alloc(largestBody + 1, 'a')))
    expect((await bodyText(bomb, new Headers({ 'content-encoding': coding }))).length).toBeLessThan(largestBody / 10)
  })

  it('of an unknown coding is not JSON to the provider', async () => {
    const chaos = brownout({ providers: [openai()] })
    const release = chaos.intercept()
    const headers = { authorization: 'Bearer test', 'content-type': 'application/json', 'content-encoding': 'compress' }
    const response = await fetch('https://api.openai.com/v1/responses', { method: 'POST', headers, body: gzipSync(body) })
    release()
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('We could not parse the JSON body of your request')
  })

  it('reaches a provider in-process', async () => {
    const chaos = brownout({ providers: [openai()] })
    const release = chaos.intercept()
    const { status } = await request('https://api.openai.com/v1/responses')
    release()
    expect([status, chaos.journal.calls[0]?.call.messages.length]).toEqual([200, 1])
  })

  it('reaches a server', async () => {
    const chaos = brownout({ providers: [openai(), anthropic()] })
    const { baseUrls, close } = await serve(chaos)
    const { status } = await request(`${baseUrls['openai']}/responses`)
    await close()
    expect(status).toBe(200)
  })
})

describe('a compressed body over the sockets of msw/node', () => {
  const chaos = brownout({ providers: [openai()] })
  const server = setupServer(...chaos.handlers)
  beforeAll(() => server.listen())
  afterAll(() => server.close())

  it('reaches a provider', async () => {
    expect((await request('https://api.openai.com/v1/responses')).status).toBe(200)
  })
})
