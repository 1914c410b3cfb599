import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { errors } from 'undici'
import { describe, expect, it } from 'vitest'
import { connectionError, isConnectionError, peerOf } from '../../../src/engine/base/connection.ts'

/** What Node's own fetch throws at an address. */
async function causeAt(url: string): Promise<Error> {
  return fetch(url).then(
    () => new Error('It answered.'),
    (error: unknown) => (error as Error).cause as Error,
  )
}

/** An error without what differs from one connection to the next. */
function shapeOf(error: Error): unknown {
  return { ...error, message: error.message, name: error.name }
}

describe('connectionError', () => {
  it('is shaped as that of a refused connection', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const real = await causeAt(`http://127.0.0.1:${port}`)
    expect(shapeOf(connectionError('ECONNREFUSED', { hostname: '127.0.0.1', port }))).toEqual(shapeOf(real))
  })

  it('is shaped as that of a name that is not found', async () => {
    const real = await causeAt('http://nowhere.invalid')
    expect(shapeOf(connectionError((real as Error & { code: string }).code, peerOf('nowhere.invalid')))).toMatchObject({
      message: real.message,
      syscall: 'getaddrinfo',
      hostname: 'nowhere.invalid',
    })
  })

  it('is shaped as that of a connection which the other side closed', async () => {
    const server = createServer((socket) => socket.on('data', () => socket.end())).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const real = await causeAt(`http://127.0.0.1:${port}`)
    server.close()
    expect(shapeOf(real)).toMatchObject(shapeOf(connectionError('UND_ERR_SOCKET', { hostname: '127.0.0.1', port })) as object)
  })

  it('names the host, and an address that cannot be one', () => {
    expect(connectionError('ECONNREFUSED', peerOf('api.openai.com'))).toMatchObject({
      message: 'connect ECONNREFUSED 203.0.113.7:443',
      address: '203.0.113.7',
      port: 443,
    })
    expect(connectionError('ECONNREFUSED', peerOf('localhost:11434')).message).toBe('connect ECONNREFUSED 127.0.0.1:11434')
    expect(connectionError('UND_ERR_CONNECT_TIMEOUT', peerOf('api.openai.com')).message).toContain('api.openai.com:443')
    expect(connectionError('ERR_TLS_CERT_ALTNAME_INVALID', peerOf('api.openai.com')).message).toContain('Host: api.openai.com.')
  })

  it.each([errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.SocketError])(
    'is of a class with the name that undici gives it: %s',
    (RealError) => {
      const { code, name } = new RealError()
      const error = connectionError(code)
      expect([error.constructor.name, error.name]).toEqual([RealError.name, name])
      expect(connectionError(code).constructor).toBe(error.constructor)
    },
  )

  it('is distinguished from other errors', () => {
    expect(isConnectionError(connectionError())).toBe(true)
    expect(isConnectionError(new Error('read ECONNRESET'))).toBe(false)
    expect(connectionError().constructor).toBe(Error)
    expect(connectionError('E_ANY').message).toBe('E_ANY')
  })
})
