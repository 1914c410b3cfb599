import { describe, expect, it } from 'vitest'
import { connectionError } from '../../../src/engine/base/connection.ts'
import { Delivery, type DeliveryRun } from '../../../src/engine/run/delivery.ts'
import type { ChunkItem, Frame } from '../../../src/engine/model/frame.ts'
import { CallRecord } from '../../../src/engine/run/call-record.ts'
import { VirtualClock } from '../../../src/time/virtual-clock.ts'
import { callOf } from '../sample.ts'

const head: ChunkItem = { type: 'head', status: 200, headers: {} }
const refused: ChunkItem = { type: 'head', status: 429, headers: {}, problem: { kind: 'rate-limit-requests', retryAfter: 2_000 } }
const chunk = (frame: Partial<Frame>): ChunkItem => ({
  type: 'chunk',
  bytes: new Uint8Array([1]),
  frames: [{ type: 'frame', role: 'delta', data: '', ...frame }],
})
const delta = chunk({ received: 'It' })
const last = chunk({ role: 'terminal', completes: true })
const close: ChunkItem = { type: 'end', how: 'close' }

const runOf = (clock: VirtualClock): DeliveryRun => ({ clock, silence: () => () => {}, journal: { report: () => {} } })

/** A delivery of some items, with its clock and its record. */
function deliver(...items: readonly ChunkItem[]): { delivery: Delivery; clock: VirtualClock; record: CallRecord } {
  const clock = new VirtualClock()
  const record = new CallRecord(callOf())
  return { clock, record, delivery: new Delivery(items, runOf(clock), record) }
}

/** Reads to the end. */
async function drain(delivery: Delivery): Promise<void> {
  await delivery.head()
  while ((await delivery.read()) !== undefined) continue
}

describe('a delivery', () => {
  it.each([
    ['complete', 'its last frame', [head, delta, last, close]],
    ['complete', 'its last frame, and a reset that comes after', [head, last, { type: 'end', how: 'reset' }]],
    ['truncated', 'a clean end without one', [head, delta, close]],
    ['truncated', 'an error event', [head, delta, chunk({ role: 'problem' }), close]],
    ['refused', 'an error status', [refused, chunk({ role: 'body' }), close]],
    ['reset', 'a broken connection', [head, delta, { type: 'end', how: 'reset' }]],
    ['reset', 'a connection that closes before any header', [close]],
  ] as const)('ends %s with %s', async (ending, _, items) => {
    const { delivery, record } = deliver(...(items as readonly ChunkItem[]))
    await drain(delivery).catch(() => {})
    expect(record.ending).toBe(ending)
  })

  it('hangs if nothing more arrives', async () => {
    const { delivery, record } = deliver(head, delta, { type: 'end', how: 'hang' })
    await delivery.head()
    await delivery.read()
    void delivery.read()
    expect(record.ending).toBe('hung')
  })

  it('breaks with the code of a reset, and names the host of the call', async () => {
    const { delivery, record } = deliver({ type: 'end', how: 'reset', code: 'ENOTFOUND' })
    await expect(delivery.head()).rejects.toMatchObject({ code: 'ENOTFOUND', hostname: record.call.host })
  })

  it('is closed by the other side if it ends before the headers', async () => {
    const { delivery } = deliver({ type: 'end', how: 'close' })
    await expect(delivery.head()).rejects.toThrow(connectionError('UND_ERR_SOCKET').message)
  })

  it('waits on the clock', async () => {
    const { delivery, clock, record } = deliver({ type: 'wait', ms: 1_000 }, head, { type: 'wait', ms: 500 }, delta, last, close)
    const drained = drain(delivery)
    clock.fireNext()
    await new Promise(setImmediate)
    clock.fireNext()
    await drained
    expect(record).toMatchObject({ firstByteAt: 1_500, endedAt: 1_500 })
  })

  it('writes down what has arrived, and nothing else', async () => {
    const { delivery, record } = deliver(head, delta, delta, last, close)
    await delivery.head()
    await delivery.read()
    expect(record).toMatchObject({ received: 'It', deltas: 1, frames: [{ role: 'delta', count: 1 }] })
  })

  it('reports a problem when its headers arrive', async () => {
    const { delivery, record } = deliver(refused, close)
    expect(record.problem).toBeUndefined()
    await delivery.head()
    expect(record.problem).toEqual({ kind: 'rate-limit-requests', permanent: false, retryAfter: 2_000 })
  })

  it('makes nothing before it is requested', async () => {
    let made = 0
    function* items(): Generator<ChunkItem> {
      for (const item of [head, delta, delta, close]) {
        made++
        yield item
      }
    }
    const delivery = new Delivery(items(), runOf(new VirtualClock()), new CallRecord(callOf()))
    await delivery.head()
    await delivery.read()
    expect(made).toBe(2)
  })
})

describe('an aborted delivery', () => {
  it('ends then and there', async () => {
    const { delivery, record } = deliver(head, delta, last, close)
    await delivery.head()
    await delivery.read()
    delivery.abort()
    expect(record.ending).toBe('aborted')
    expect(await delivery.read()).toBeUndefined()
    expect(record.deltas).toBe(1)
  })

  it('sets no timer free', async () => {
    const { delivery, clock } = deliver(head, { type: 'wait', ms: 60_000 }, last, close)
    await delivery.head()
    void delivery.read()
    delivery.abort()
    expect(clock.nextDue).toBeUndefined()
  })

  it('is aborted even during a hang', async () => {
    const { delivery, record } = deliver(head, { type: 'end', how: 'hang' })
    await delivery.head()
    void delivery.read()
    delivery.abort()
    expect(record.ending).toBe('aborted')
  })

  it('keeps its ending if it had already ended', async () => {
    const { delivery, record } = deliver(head, last, close)
    await drain(delivery)
    delivery.abort()
    expect(record.ending).toBe('complete')
  })
})

describe('a delivery to a process that crashes', () => {
  const isSettled = (promise: unknown): Promise<boolean> =>
    Promise.race([Promise.resolve(promise).then(() => true), new Promise<boolean>((resolve) => void setTimeout(resolve, 0, false))])

  /** A delivery whose client crashes as soon as its call ends. */
  function deliverUntilEnd(...items: readonly ChunkItem[]): { delivery: Delivery; record: CallRecord } {
    const record = new CallRecord(callOf(), ({ openDelivery }) => openDelivery?.abandon())
    return { record, delivery: new Delivery(items, runOf(new VirtualClock()), record) }
  }

  it('is aborted, and brings nothing more, not even an end', async () => {
    const { delivery, record } = deliver(head, delta, last, close)
    await delivery.head()
    await delivery.read()
    delivery.abandon()
    expect(record.ending).toBe('aborted')
    expect(await isSettled(delivery.read())).toBe(false)
  })

  it('keeps what completes the answer, which has arrived', async () => {
    const { delivery, record } = deliverUntilEnd(head, delta, last, close)
    await delivery.head()
    expect(await isSettled(delivery.read())).toBe(true)
    expect(await isSettled(delivery.read())).toBe(false)
    expect(record.ending).toBe('complete')
  })

  it('keeps an error response, which has arrived', async () => {
    const { delivery, record } = deliverUntilEnd(refused, chunk({ role: 'body' }), close)
    expect(await isSettled(delivery.head())).toBe(false)
    expect(record.ending).toBe('refused')
  })
})
