import type { Frame } from '../../engine/model/frame.ts'

/**
 * Writes a frame as a part of one JSON array that is streamed. The opening frame is the opening bracket; the last
 * element, which ends the reply or reports an error, is followed by the closing bracket. Text that a fault put into `raw` is
 * sent unchanged.
 */
export function elementOfArray({ raw, role, data }: Frame): string {
  if (raw !== undefined) return raw
  if (role === 'body' || role === 'opening') return data
  return role === 'finish' || role === 'problem' ? `${data}\n]` : `${data}\n,\r\n`
}
