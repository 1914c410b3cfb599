import { largestBody } from '../engine/base/largest-body.ts'
import type { Body, IncomingRequest } from '../gateway/answerer.ts'
import { ClientLeftError } from '../gateway/client-left.ts'
import { ClientTooSlowError } from '../gateway/client-too-slow.ts'
import { realAfter } from '../time/real-time.ts'
import { whyBroken } from './broken-body.ts'
import type { Incoming } from './message.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Replaces a body that no provider accepts: its length is the reason to refuse it. */
const tooLarge = ' '.repeat(largestBody + 1)

/** The body of a request over a connection. */
class IncomingBody {
  readonly #incoming: Incoming
  readonly #longest: number | undefined
  /** The read part of a body that is too large. */
  #pieces: Buffer[] = []
  #isTaken = false

  /** @param longest the time limit to read it, in ms. Default: any time */
  constructor(incoming: Incoming, longest?: number) {
    this.#incoming = incoming
    this.#longest = longest
  }

  /** Whether the headers announce a body. */
  get exists(): boolean {
    const incoming = this.#incoming
    if ('stream' in incoming) return !incoming.stream.endAfterHeaders
    return incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined
  }

  /**
   * Reads all of it. Uses events: an iterator over a stream costs as much as the rest of a call. A body that is larger than any provider
   * accepts is not read to its end: continue with `stream` or `drop`.
   * @throws ClientLeftError if the client disconnects before the complete body has arrived, or cancels the request
   * @throws ClientTooSlowError if it has not arrived in time
   */
  read(): Promise<Body> {
    const [incoming, longest] = [this.#incoming, this.#longest]
    return new Promise<Body>((resolve, reject) => {
      // It can have disconnected before, without another event.
      if (hasLeft(incoming)) return reject(new ClientLeftError(undefined, whyBroken(incoming)))
      const stop = longest === undefined ? undefined : realAfter(longest, () => reject(new ClientTooSlowError(longest)))
      const pieces: Buffer[] = []
      let length = 0
      const take = (piece: Buffer): void => {
        length += piece.length
        pieces.push(piece)
        if (length <= largestBody) return
        incoming.off('data', take)
        incoming.pause()
        this.#pieces = pieces
        stop?.()
        resolve(tooLarge)
      }
      const leave = (error?: Error): void => reject(new ClientLeftError(error, whyBroken(incoming)))
      const end = (): void => {
        stop?.()
        if (length > largestBody) return
        resolve(new Uint8Array(Buffer.concat(pieces)))
        // A request lives as long as its response, which can be open for a long time. The read bytes must not.
        pieces.length = 0
        forgetRawHeaders(incoming)
        incoming.off('close', stopped).off('data', take).off('aborted', leave).off('end', end).off('error', leave).on('error', ignore)
      }
      const stopped = (): void => stop?.()
      incoming.on('close', stopped).on('data', take).on('end', end).on('error', leave)
      // A request in HTTP/2 that the client cancels ends like a complete one.
      incoming.on('aborted', leave)
    })
  }

  /** All of it, piece by piece as it arrives. */
  stream(): AsyncIterable<Bytes> {
    this.#isTaken = true
    const read = this.#pieces.splice(0)
    return piecesOf(read, this.#incoming)
  }

  /** Reads the unread bytes, and drops them: a client that still sends does not read the response. Not if it is streamed. */
  drop(): void {
    if (this.#isTaken) return
    this.#pieces = []
    this.#incoming.resume()
  }
}

/** Answers a request whose body is on its way. */
export async function answerWithBody<Answer>(
  answerer: { answer(request: IncomingRequest): Promise<Answer> },
  request: Omit<IncomingRequest, 'body' | 'stream'>,
  incoming: Incoming,
  longest?: number,
): Promise<Answer> {
  const body = new IncomingBody(incoming, longest)
  const stream = body.exists ? { stream: () => body.stream() } : {}
  try {
    return await answerer.answer({ ...request, body: () => body.read(), ...stream })
  } finally {
    body.drop()
  }
}

/** Whether the client of a request has disconnected, or has cancelled it. */
function hasLeft(incoming: Incoming): boolean {
  return 'stream' in incoming ? incoming.stream.aborted : incoming.destroyed && !incoming.complete
}

async function* piecesOf(read: readonly Buffer[], incoming: Incoming): AsyncGenerator<Bytes, void, undefined> {
  for (const piece of read) yield new Uint8Array(piece)
  // The response is still written if the upstream does not want the rest.
  const rest: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false })
  for await (const piece of rest) yield new Uint8Array(piece)
}

/** Node keeps the headers twice: as they were sent, and by name from their first use on. */
function forgetRawHeaders(incoming: Incoming): void {
  if ('stream' in incoming) return
  void incoming.headers
  incoming.rawHeaders.length = 0
}

/** The request has arrived. The response notices if its client disconnects. */
function ignore(): void {}
