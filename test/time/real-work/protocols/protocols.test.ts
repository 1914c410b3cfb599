import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHttp1 } from '../../../../src/time/real-work/protocols/http1.ts'
import { isPostgres, Postgres } from '../../../../src/time/real-work/protocols/postgres.ts'
import type { Protocol } from '../../../../src/time/real-work/protocols/protocol.ts'
import { isRedis, Redis } from '../../../../src/time/real-work/protocols/redis.ts'

/** A message of PostgreSQL: its type, its length and its content. */
function message(type: string, content = ''): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + content.length)
  return Buffer.concat([Buffer.from(type), length, Buffer.from(content)])
}
const startup = Buffer.from('0000000800030000', 'hex')
const wishForTls = Buffer.from('0000000804d2162f', 'hex')
const query = message('Q', 'select 1\0')
const ready = message('Z', 'I')
const rows = Buffer.concat([message('T', 'columns'), message('D', 'Z\0\0\0\u0005I'), message('C', 'SELECT 1\0')])

const command = (...words: readonly string[]): Buffer =>
  Buffer.from(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`)

/** The state after each step, with the bytes of a step in pieces. */
function statesOf(protocol: Protocol, steps: readonly (readonly ['sent' | 'received', Buffer])[], size: number): string[] {
  return steps.map(([way, bytes]) => {
    for (let at = 0; at < bytes.length; at += size) protocol[way](bytes.subarray(at, at + size))
    return protocol.state
  })
}

/** Expects states after each step, for an answer in chunks of any size. Requests arrive in one chunk. */
function expectStates(make: () => Protocol, steps: readonly (readonly ['sent' | 'received', Buffer])[], states: readonly string[]): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
      const protocol = make()
      const seen = steps.flatMap((step) => statesOf(protocol, [step], step[0] === 'sent' ? step[1].length : size))
      expect(seen).toEqual(states)
    }),
  )
}

describe('PostgreSQL', () => {
  it('is recognized by what its clients write, and by nothing else', () => {
    for (const bytes of [startup, wishForTls, query, Buffer.concat([message('P', 'name'), message('S')])])
      expect(isPostgres(bytes)).toBe(true)
    for (const text of ['GET / HTTP/1.1\r\n', '*1\r\n$4\r\nPING\r\n', 'PING\r\n', '', 'Q'])
      expect(isPostgres(Buffer.from(text))).toBe(false)
  })

  it('owes an answer until it is ready for the next query, with any rows', () => {
    expectStates(
      () => new Postgres(),
      [
        ['sent', startup],
        ['received', Buffer.concat([message('R', 'ok'), ready])],
        ['sent', query],
        ['received', rows],
        ['received', ready],
      ],
      ['owes', 'idle', 'owes', 'owes', 'idle'],
    )
  })

  it('owes one answer for each of the queries in flight', () => {
    expectStates(
      () => new Postgres(),
      [
        ['sent', Buffer.concat([query, message('P', 'x'), message('S')])],
        ['received', ready],
        ['received', ready],
      ],
      ['owes', 'owes', 'idle'],
    )
  })

  it('answers the wish for TLS with one byte', () => {
    expectStates(
      () => new Postgres(),
      [
        ['sent', wishForTls],
        ['received', Buffer.from('S')],
      ],
      ['owes', 'idle'],
    )
  })
})

describe('Redis', () => {
  it('is recognized by its commands', () => {
    expect(isRedis(command('GET', 'key'))).toBe(true)
    expect(isRedis(Buffer.from('POST / HTTP/1.1\r\n'))).toBe(false)
  })

  it('owes an answer for each command, of any form', () => {
    const shapes = [
      '+OK\r\n',
      '-ERR no\r\n',
      ':1\r\n',
      '$-1\r\n',
      '$5\r\na\r\nbc\r\n',
      '*2\r\n*1\r\n$1\r\na\r\n:2\r\n',
      '*0\r\n',
      '%1\r\n+a\r\n:1\r\n',
    ]
    const steps = shapes.flatMap((shape) => [['sent', command('GET', 'key')] as const, ['received', Buffer.from(shape)] as const])
    expectStates(
      () => new Redis(),
      [...steps, ['sent', Buffer.concat([command('GET', 'a'), command('GET', 'b')])], ['received', Buffer.from('+a\r\n')]],
      [...shapes.flatMap(() => ['owes', 'idle']), 'owes', 'owes'],
    )
  })

  it('does not owe an answer to a command that waits for others', () => {
    expectStates(
      () => new Redis(),
      [
        ['sent', command('BZPOPMIN', 'queue', '5')],
        ['received', Buffer.from('>2\r\n+news\r\n+push\r\n')],
        ['received', Buffer.from('*-1\r\n')],
        ['sent', command('xread', 'block', '0', 'streams', 'events', '$')],
      ],
      ['blocked', 'blocked', 'idle', 'blocked'],
    )
  })
})

it('HTTP/1 is handled by its clients, except for WebSockets', () => {
  expect(isHttp1(Buffer.from('GET / HTTP/1.1\r\nhost: here\r\n\r\n'))).toBe(true)
  expect(isHttp1(Buffer.from('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'))).toBe(false)
  expect(isHttp1(Buffer.from('HELO here\r\n'))).toBe(false)
})
