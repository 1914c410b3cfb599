import type { Frame } from '../../engine/model/frame.ts'

/** The content type of a stream of JSON lines (https://github.com/ndjson/ndjson-spec#3-mediatype-and-file-extensions). */
export const jsonLines = 'application/x-ndjson'

/** A frame as one line of JSON, or as the bare body where it is one. What a fault wrote in its place goes out as it is. */
export function jsonLine({ raw, role, data }: Frame): string {
  return raw ?? (role === 'body' ? data : `${data}\n`)
}
