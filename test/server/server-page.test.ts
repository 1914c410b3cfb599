import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { brownout, ollama } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { sent } from './sent.ts'

// The page of the package as it is built, which can be missing or older than this code.
vi.mock('../../src/report/files/page-parts.ts', () => ({ pageParts: (name: string) => ({ script: `show('${name}')`, style: 'p {}' }) }))

const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const chaos = brownout({ providers: [ollama()] })
let server: BrownoutServer

beforeAll(async () => void (server = await serve(chaos)))
afterAll(() => server.close())

describe('the page of a server', () => {
  it('is served to a browser, and is not a call', async () => {
    const { status, headers, body } = await sent(`${server.url}/`, { headers: asBrowser })
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toContain(`<script>show('control')</script>`)
    expect([chaos.journal.calls, chaos.journal.unhandled]).toEqual([[], []])
  })

  it('runs only its own script, calls only its own server, and cannot be framed', async () => {
    const { headers, body } = await sent(`${server.url}/`, { headers: asBrowser })
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(String(body))!
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; connect-src 'self'; base-uri 'none'; form-action 'none'$/,
    )
    expect(headers).toMatchObject({ 'content-security-policy': "frame-ancestors 'none'", 'x-frame-options': 'DENY' })
  })

  it('contains nothing of the server, so that it needs no permission', async () => {
    chaos.reset('a secret seed')
    expect((await sent(`${server.url}/`, { headers: asBrowser })).body).not.toContain('secret')
  })

  it.each([
    ['GET', '/', { accept: '*/*' }],
    ['POST', '/', asBrowser],
    ['GET', '/ollama/api/tags', asBrowser],
  ])('is not what %s %s gets with %j', async (method, path, headers) => {
    expect((await sent(server.url + path, { method, headers })).headers['content-type']).not.toContain('html')
  })
})
