import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { lastReceived, proxyForTests } from './noting-upstream.ts'

const proxy = proxyForTests()
const piece = Buffer.alloc(1 << 20, 'brownout')
/** One more than any provider takes. */
const pieces = 65
const sum = createHash('sha256')
for (let count = 0; count < pieces; count++) sum.update(piece)
const digest = sum.digest('hex')

/** Sends the pieces, and returns the status and the body of the response. */
async function upload(path: string, headers: Record<string, string | number>): Promise<{ status: number | undefined; body: string }> {
  const sending = request(`${proxy.server.baseUrls['openai']}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer none', ...headers },
  })
  const responded = once(sending, 'response') as Promise<[IncomingMessage]>
  for (let count = 0; count < pieces; count++) if (!sending.write(piece)) await once(sending, 'drain')
  sending.end()
  const [response] = await responded
  let body = ''
  for await (const bytes of response) body += String(bytes)
  return { status: response.statusCode, body }
}

it.each([
  ['of an endpoint that is not known', '/audio/anything', { 'content-length': piece.length * pieces }],
  ['without a length', '/audio/anything', {}],
  [
    'of an endpoint that is known',
    '/files',
    { 'content-type': 'multipart/form-data; boundary=x', 'content-length': piece.length * pieces },
  ],
  ['of an endpoint that is known, without a length', '/chat/completions', {}],
] as const)('a body of more than 64 MiB %s passes to the upstream', async (_, path, headers) => {
  // It is not a call, so that no fault fires on it.
  proxy.chaos.inject(overloaded())
  expect(await upload(path, headers)).toEqual({ status: 200, body: '{"id":"file-1"}' })
  expect(lastReceived()).toMatchObject({ length: piece.length * pieces, digest })
  expect(lastReceived().headers['content-length']).toBe('content-length' in headers ? String(headers['content-length']) : undefined)
  expect([proxy.chaos.journal.calls, proxy.chaos.journal.unhandled, proxy.chaos.journal.bugs]).toEqual([[], [], []])
})
