import { encodeText } from '../../engine/base/utf8.ts'
import { messageBytes, opcodes, webSocketBytes } from '../../engine/base/websocket.ts'
import type { Frame, WireForm } from '../../engine/model/frame.ts'

/**
 * Writes a frame as a WebSocket message, a ping as a ping (RFC 6455). A body, which replaces a WebSocket, is
 * sent unchanged, and so is a frame without data, which is empty. Text that a fault put into `raw` is the payload.
 */
export function webSocketMessage({ raw, role, data }: Frame): WireForm {
  const payload = raw ?? data
  if (role === 'ping') return webSocketBytes(opcodes.ping, encodeText(payload))
  return role === 'body' || payload === '' ? payload : messageBytes(payload)
}
