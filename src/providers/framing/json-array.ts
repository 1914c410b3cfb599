import type { Frame } from '../../engine/model/frame.ts'

/**
 * A frame as a piece of one JSON array that grows while it is read. The opening frame is the bracket that opens it; the last
 * element, by which the reply ends or fails, has the bracket that closes it. What a fault wrote in its place goes out as it is.
 */
export function elementOfArray({ raw, role, data }: Frame): string {
  if (raw !== undefined) return raw
  if (role === 'body' || role === 'opening') return data
  return role === 'finish' || role === 'problem' ? `${data}\n]` : `${data}\n,\r\n`
}
