import { encodeText } from '../../engine/base/utf8.ts'
import { messageBytes, opcodes, webSocketBytes } from '../../engine/base/websocket.ts'
import type { Frame, WireForm } from '../../engine/model/frame.ts'

/**
 * Writes a frame as a message of a WebSocket, a ping as a ping (RFC 6455). A body is what answers instead of a WebSocket, and is
 * sent as it is; so is a frame without data, which is none. Text that a fault has put in `raw` is the payload.
 */
export function webSocketMessage({ raw, role, data }: Frame): WireForm {
  const payload = raw ?? data
  if (role === 'ping') return webSocketBytes(opcodes.ping, encodeText(payload))
  return role === 'body' || payload === '' ? payload : messageBytes(payload)
}
