import type { RequestHeaders } from '../engine/model/provider.ts'

/** The codings of a body that every runtime can undo, by the names that a header gives them. */
const formats: Readonly<Record<string, CompressionFormat>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

/** The text of a request's body. A compressed one is unpacked; of one that cannot be, the bytes are read as text. */
export async function bodyText(bytes: Uint8Array<ArrayBuffer>, headers: RequestHeaders): Promise<string> {
  const format = formats[headers.get('content-encoding')?.trim().toLowerCase() ?? '']
  if (format === undefined) return decoder.decode(bytes)
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format))
  return new Response(unpacked).text().catch(() => decoder.decode(bytes))
}

/** The text of the body of a fetch request. */
export async function textOfRequest(request: Request): Promise<string> {
  const { headers } = request
  return headers.has('content-encoding') ? bodyText(new Uint8Array(await request.arrayBuffer()), headers) : request.text()
}

const decoder = new TextDecoder()
