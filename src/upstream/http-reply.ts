import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Readable, Transform } from 'node:stream'
import type * as Zlib from 'node:zlib'
import { builtin } from '../time/patches/patching.ts'
import type { UpstreamItem, UpstreamReply } from '../engine/model/upstream.ts'
import { receivedHeaders } from './headers.ts'

/** A reply over HTTP. Its bytes are read from the socket only on request. */
export class HttpReply implements UpstreamReply {
  readonly #request: ClientRequest
  readonly #isUnpacked: boolean
  #response: IncomingMessage | undefined
  #body: Readable | undefined
  #hasHead = false
  #isOver = false
  #error: Error | undefined
  #wake: (() => void) | undefined

  /** @param isUnpacked whether a compressed reply is unpacked */
  constructor(request: ClientRequest, isUnpacked: boolean) {
    this.#request = request
    this.#isUnpacked = isUnpacked
    request.on('error', (error) => this.#fail(error))
    request.on('response', (response) => this.#take(response))
    // A server that switches to another protocol without a request for it.
    request.on('upgrade', (response, socket) => {
      socket.destroy()
      this.#fail(Object.assign(new Error(`status ${response.statusCode} for another protocol`), { code: 'UND_ERR_SOCKET' }))
    })
  }

  next(): UpstreamItem | Promise<unknown> {
    if (this.#response !== undefined && !this.#hasHead) return this.#head(this.#response)
    const bytes = this.#body?.read() as Buffer | null | undefined
    if (bytes !== null && bytes !== undefined) return { type: 'bytes', bytes: new Uint8Array(bytes) }
    // The bytes before the error were read first.
    if (this.#error !== undefined) return { type: 'end', how: 'reset', ...failureOf(this.#error) }
    if (this.#isOver) return { type: 'end', how: 'close' }
    return new Promise<void>((resolve) => {
      this.#wake = resolve
    })
  }

  abort(): void {
    if (!this.#isOver) this.#request.destroy()
  }

  #head({ statusCode = 200, headers }: IncomingMessage): UpstreamItem {
    this.#hasHead = true
    return { type: 'head', status: statusCode, headers: receivedHeaders({ headers }, this.#body !== this.#response) }
  }

  #take(response: IncomingMessage): void {
    this.#response = response
    const unpacking = this.#isUnpacked ? unpackingOf(response.headers['content-encoding']) : undefined
    this.#body = unpacking === undefined ? response : response.pipe(unpacking)
    if (unpacking !== undefined) response.on('error', (error) => unpacking.destroy(error))
    this.#body.on('readable', () => this.#changed())
    this.#body.on('end', () => {
      this.#isOver = true
      this.#changed()
    })
    this.#body.on('error', (error) => this.#fail(error))
    this.#changed()
  }

  #fail(error: Error): void {
    this.#error ??= error
    this.#changed()
  }

  #changed(): void {
    const wake = this.#wake
    this.#wake = undefined
    wake?.()
  }
}

function unpackingOf(coding: string | undefined): Transform | undefined {
  const zlib = builtin<typeof Zlib>('node:zlib')
  switch (coding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return zlib?.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH })
    case 'deflate':
      return zlib?.createInflate()
    case 'br':
      return zlib?.createBrotliDecompress()
    case 'zstd':
      return zlib?.createZstdDecompress()
    default:
      return undefined
  }
}

/** How Node words a connection that the other side closes: before the head, and in the middle of a body (lib/_http_client.js). */
const closed: ReadonlySet<string> = new Set(['socket hang up', 'aborted'])

/** The error that a direct client of the upstream would get. */
function failureOf(error: Error & { readonly code?: unknown }): { readonly code: string; readonly message: string } {
  const code = typeof error.code === 'string' ? error.code : 'ECONNRESET'
  return { code: closed.has(error.message) ? 'UND_ERR_SOCKET' : code, message: error.message || code }
}
