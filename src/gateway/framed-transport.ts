import { connectionError } from '../engine/base/connection.ts'
import { FrameBorders } from '../engine/base/websocket.ts'
import type { ConnectionTransport } from './connection-transport.ts'
import { refusalEvent } from './refusal.ts'

/** A transport for the frames of a WebSocket. Inside a frame a close frame would be a part of it: the connection just ends there. */
export function framed({ send, close, drop }: Omit<ConnectionTransport, 'refuse'>): ConnectionTransport {
  const sent = new FrameBorders()
  const write: ConnectionTransport['send'] = (bytes, output) => {
    sent.add(bytes)
    return send(bytes, output)
  }
  return {
    send: write,
    close: () => (sent.isInside ? drop(connectionError('UND_ERR_SOCKET')) : close()),
    drop,
    refuse: (error) => write(refusalEvent(error), 'stdout'),
  }
}
