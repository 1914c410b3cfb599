import type { Frame } from '../../engine/model/frame.ts'
import { encodeText } from './text.ts'

/**
 * A frame as a piece of one JSON array that grows while it is read. The opening frame is the bracket that opens it; the last
 * element, by which the reply ends or fails, has the bracket that closes it. What a fault wrote in its place goes out as it is.
 */
export function elementOfArray({ raw, role, data }: Frame): Uint8Array<ArrayBuffer> {
  if (raw !== undefined) return encodeText(raw)
  if (role === 'body' || role === 'opening') return encodeText(data)
  return encodeText(role === 'finish' || role === 'problem' ? `${data}\n]` : `${data}\n,\r\n`)
}
