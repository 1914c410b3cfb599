import type { IncomingMessage, Server } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import type { Socket } from 'node:net'

/** A request for another protocol, as a Node server passes it on with its connection. */
export interface Upgrade {
  readonly incoming: IncomingMessage
  readonly socket: Socket
  /** The bytes after the request. */
  readonly head: Buffer
}

/**
 * Lets a server forward requests for a WebSocket, and for another protocol that it supports. It ignores requests for an upgrade to any
 * other protocol.
 */
export function acceptWebSockets(
  server: Server | Http2SecureServer,
  answer: (upgrade: Upgrade) => void,
  other?: { readonly protocol: string; answer(upgrade: Upgrade): void },
): void {
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const upgrade = { incoming, socket, head }
    if (wantsWebSocket(incoming)) answer(upgrade)
    else if (other !== undefined && incoming.headers.upgrade === other.protocol) other.answer(upgrade)
    else handBack(upgrade, server)
  })
}

function wantsWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-key'] !== undefined
}

/**
 * Returns a request to its server without the request for another protocol: a server that does not support it ignores it (RFC 9110, 7.8).
 * Node does not if there is a listener for upgrades.
 */
function handBack({ incoming, socket, head }: Upgrade, server: Server | Http2SecureServer): void {
  const { method, url, httpVersion, rawHeaders } = incoming
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!/^(?:upgrade|connection|http2-settings)$/i.test(name)) lines.push(`${name}: ${value}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('encrypted' in socket ? 'secureConnection' : 'connection', socket)
}
