import { describe, expect, it } from 'vitest'
import {
  connectionRefused,
  connectionReset,
  connectTimeout,
  dnsFailure,
  overloaded,
  tlsFailure,
  truncatedStream,
} from '../../faults/index.ts'
import { arrivalsOf } from '../../src/server/over-socket.ts'

describe('a fault that a server cannot cause', () => {
  it.for([connectionRefused(), dnsFailure(), tlsFailure(), connectTimeout(), connectionReset({ code: 'EPIPE' })])(
    'is announced as a connection reset: $fault.name',
    (injection) => {
      expect(arrivalsOf([injection, injection])).toEqual([`${injection.fault.name}: over a socket a connection reset, ECONNRESET`])
    },
  )

  it('does not include those that arrive as they are', () => {
    const exact = [connectionReset(), connectionReset({ code: 'UND_ERR_SOCKET' }), overloaded(), truncatedStream({ ending: 'reset' })]
    expect(arrivalsOf(exact)).toEqual([])
  })
})
