import { largestBody } from '../engine/base/largest-body.ts'
import type { RequestHeaders } from '../engine/model/wire-request.ts'
import type { Body } from './answerer.ts'
import { builtin } from '../time/patches/patching.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The content codings that every runtime can decode, by header name. */
const formats: Readonly<Record<string, CompressionFormat>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

type Decompress = (
  bytes: Bytes,
  options: { readonly maxOutputLength: number },
  done: (error: Error | null, unpacked: Bytes) => void,
) => void

/** The functions used of `node:zlib`. */
interface Zlib {
  readonly brotliDecompress: Decompress
  readonly zstdDecompress: Decompress
}

/** The codings that only Node can decode. Codex sends long requests in zstd. */
const ofNode: Readonly<Record<string, keyof Zlib>> = { br: 'brotliDecompress', zstd: 'zstdDecompress' }

/** Returns the text of a request body, decompressed. If that fails, the bytes are read as text. */
export async function bodyText(bytes: Bytes, headers: RequestHeaders): Promise<string> {
  if (!headers.has('content-encoding')) return decoder.decode(bytes)
  const codings = (headers.get('content-encoding') ?? '').toLowerCase().split(',')
  try {
    let unpacked = bytes
    // In reverse order of encoding.
    for (const coding of codings.toReversed()) unpacked = await unpack(unpacked, coding.trim())
    return decoder.decode(unpacked)
  } catch {
    return decoder.decode(bytes)
  }
}

/** Returns the text of a body. */
export function textOfBody(body: Body, headers: RequestHeaders): string | Promise<string> {
  return typeof body === 'string' ? body : bodyText(body, headers)
}

/** Returns the body of a fetch request. */
export async function bodyOfRequest(request: Request): Promise<Body> {
  return new Uint8Array(await request.arrayBuffer())
}

/**
 * Decodes one coding. Bytes of an unknown one are unchanged.
 * @throws Error if the bytes are invalid, or too many
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
    zlib[name](bytes, { maxOutputLength: largestBody }, (error, unpacked) => {
      if (error === null) resolve(new Uint8Array(unpacked))
      else reject(error)
    })
  })
}

/** Passes bytes through up to the limit, then fails. */
function limited(): TransformStream<Bytes, Bytes> {
  let length = 0
  return new TransformStream({
    transform(piece, controller) {
      length += piece.length
      if (length > largestBody) throw new RangeError(`The body is longer than ${largestBody} bytes.`)
      controller.enqueue(piece)
    },
  })
}

const decoder = new TextDecoder()
