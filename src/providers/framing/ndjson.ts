import type { Frame } from '../../engine/model/frame.ts'

/** The content type of JSON lines (https://github.com/ndjson/ndjson-spec#3-mediatype-and-file-extensions). */
export const jsonLines = 'application/x-ndjson'

/** Writes a frame as a line of JSON; a body unchanged. Text that a fault put into `raw` is sent unchanged. */
export function jsonLine({ raw, role, data }: Frame): string {
  return raw ?? (role === 'body' ? data : `${data}\n`)
}
