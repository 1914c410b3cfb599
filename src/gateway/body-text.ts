import type { RequestHeaders } from '../engine/model/wire-request.ts'
import type { Body } from './answerer.ts'
import { builtin } from '../time/patches/patching.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The most that a compressed body can be unpacked to, in bytes: more than any provider takes, and little enough for the memory. */
export const largestUnpacked = 64 * 1024 * 1024

/** The codings that every runtime can undo, by the names that a header gives them. */
const formats: Readonly<Record<string, CompressionFormat>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

type Decompress = (
  bytes: Bytes,
  options: { readonly maxOutputLength: number },
  done: (error: Error | null, unpacked: Bytes) => void,
) => void

/** What is used of `node:zlib`. */
interface Zlib {
  readonly brotliDecompress: Decompress
  readonly zstdDecompress: Decompress
}

/** The codings that only Node can undo. Codex sends long requests in zstd. */
const ofNode: Readonly<Record<string, keyof Zlib>> = { br: 'brotliDecompress', zstd: 'zstdDecompress' }

/** The text of a request's body. A compressed one is unpacked; of one that cannot be, the bytes are read as text. */
export async function bodyText(bytes: Bytes, headers: RequestHeaders): Promise<string> {
  if (!headers.has('content-encoding')) return decoder.decode(bytes)
  const codings = (headers.get('content-encoding') ?? '').toLowerCase().split(',')
  try {
    let unpacked = bytes
    // The last was applied last.
    for (const coding of codings.toReversed()) unpacked = await unpack(unpacked, coding.trim())
    return decoder.decode(unpacked)
  } catch {
    return decoder.decode(bytes)
  }
}

/** The text of a body. */
export function textOfBody(body: Body, headers: RequestHeaders): string | Promise<string> {
  return typeof body === 'string' ? body : bodyText(body, headers)
}

/** The body of a fetch request. */
export async function bodyOfRequest(request: Request): Promise<Body> {
  return new Uint8Array(await request.arrayBuffer())
}

/**
 * Undoes one coding. Bytes of an unknown one stay as they are.
 * @throws Error if they are not of this coding, or too many
 */
async function unpack(bytes: Bytes, coding: string): Promise<Bytes> {
  const format = formats[coding]
  if (format !== undefined) {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).pipeThrough(limited())
    return new Uint8Array(await new Response(unpacked).arrayBuffer())
  }
  const zlib = builtin<Zlib>('node:zlib')
  const name = ofNode[coding]
  if (zlib === undefined || name === undefined) return bytes
  return new Promise((resolve, reject) => {
    zlib[name](bytes, { maxOutputLength: largestUnpacked }, (error, unpacked) => {
      if (error === null) resolve(new Uint8Array(unpacked))
      else reject(error)
    })
  })
}

/** Lets bytes pass up to the limit, and then fails. */
function limited(): TransformStream<Bytes, Bytes> {
  let length = 0
  return new TransformStream({
    transform(piece, controller) {
      length += piece.length
      if (length > largestUnpacked) throw new RangeError(`The body is longer than ${largestUnpacked} bytes.`)
      controller.enqueue(piece)
    },
  })
}

const decoder = new TextDecoder()
