import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { brownout, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

/** What an upstream has received. */
export interface ReceivedBody {
  readonly headers: IncomingMessage['headers']
  length: number
  /** The SHA-256 of the body, once it is complete. */
  digest?: string
}

const received: { last: ReceivedBody } = { last: { headers: {}, length: 0 } }

/** A server that notes the body that it receives. */
export const upstream = createServer((incoming, response) => {
  const body: ReceivedBody = { headers: incoming.headers, length: 0 }
  received.last = body
  const hash = createHash('sha256')
  incoming.on('data', (bytes: Buffer) => {
    body.length += bytes.length
    hash.update(bytes)
  })
  incoming.on('end', () => {
    body.digest = hash.digest('hex')
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"file-1"}')
  })
})

/** The last body that the upstream has received. */
export function lastReceived(): ReceivedBody {
  return received.last
}

/** Starts a proxy to the upstream before the tests of a file. */
export function proxyForTests(): { readonly chaos: Chaos; readonly server: BrownoutServer } {
  const started: { chaos?: Chaos; server?: BrownoutServer } = {}
  beforeAll(async () => {
    await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve))
    const { port } = upstream.address() as AddressInfo
    started.chaos = brownout({ providers: [openai()], upstream: { openai: `http://127.0.0.1:${port}/v1` } })
    started.server = await serve(started.chaos)
  })
  beforeEach(() => started.chaos!.reset())
  afterAll(async () => {
    await started.server!.close()
    upstream.closeAllConnections()
    upstream.close()
  })
  return {
    get chaos() {
      return started.chaos!
    },
    get server() {
      return started.server!
    },
  }
}
