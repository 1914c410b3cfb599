import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { connectionError } from '../../src/engine/base/connection.ts'
import { BrownoutError } from '../../src/engine/base/errors.ts'
import type { ChunkItem } from '../../src/engine/model/frame.ts'
import { Delivery, type DeliveryRun } from '../../src/engine/run/delivery.ts'
import { RunJournal } from '../../src/engine/run/run-journal.ts'
import { CallRecord } from '../../src/engine/run/call-record.ts'
import { refusal } from '../../src/gateway/refusal.ts'
import { respond } from '../../src/gateway/respond.ts'
import { VirtualClock } from '../../src/time/virtual-clock.ts'
import { callOf } from '../engine/sample.ts'

const encoder = new TextEncoder()
const head: ChunkItem = { type: 'head', status: 200, headers: { 'x-of': 'provider' } }
const piece = (text: string): ChunkItem => ({ type: 'chunk', bytes: encoder.encode(text), frames: [] })
const close: ChunkItem = { type: 'end', how: 'close' }
const hang: ChunkItem = { type: 'end', how: 'hang' }

function deliveryOf(items: Iterable<ChunkItem>): { delivery: Delivery; record: CallRecord; bugs: readonly Error[] } {
  const record = new CallRecord(callOf())
  const journal = new RunJournal('tuesday')
  const run: DeliveryRun = { clock: new VirtualClock(), silence: () => () => {}, journal }
  return { delivery: new Delivery(items, run, record), record, bugs: journal.bugs }
}

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

describe('a response', () => {
  it('is over without a read if its headers declare it as empty', async () => {
    const { delivery, record } = deliveryOf([{ type: 'head', status: 200, headers: { 'content-length': '0' } }, close])
    const response = await respond(Promise.resolve(delivery))
    await Promise.resolve()
    expect(record.endedAt).toBe(0)
    expect(await response.text()).toBe('')
  })

  it('has the head and the body of its delivery', async () => {
    const response = await respond(Promise.resolve(deliveryOf([head, piece('a'), piece('b'), close]).delivery))
    expect([response.status, response.headers.get('x-of'), await response.text()]).toEqual([200, 'provider', 'ab'])
  })

  it.for([
    [200, 'OK'],
    [503, 'Service Unavailable'],
    [529, '<none>'],
  ] as const)('has the reason phrase of the status %i', async ([status, reason]) => {
    expect((await respond(Promise.resolve(deliveryOf([{ ...head, status }, close]).delivery))).statusText).toBe(reason)
  })

  it('has no body if HTTP allows none', async () => {
    const response = await respond(Promise.resolve(deliveryOf([{ ...head, status: 204 }, close]).delivery))
    expect(response.body).toBeNull()
  })

  it('takes no bytes from the delivery before the client reads', async () => {
    let made = 0
    function* items(): Generator<ChunkItem> {
      for (const item of [head, piece('a'), piece('b'), close]) {
        made++
        yield item
      }
    }
    const response = await respond(Promise.resolve(deliveryOf(items()).delivery))
    expect(made).toBe(1)
    await response.body!.getReader().read()
    expect(made).toBe(2)
  })

  it('does not arrive if the connection breaks before the headers', async () => {
    const { delivery } = deliveryOf([{ type: 'end', how: 'reset', code: 'EPIPE' }])
    await expect(respond(Promise.resolve(delivery))).rejects.toThrow(connectionError('EPIPE'))
  })

  it('breaks after what was sent', async () => {
    const reader = (
      await respond(Promise.resolve(deliveryOf([head, piece('a'), { type: 'end', how: 'reset' }]).delivery))
    ).body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('a')
    await expect(reader.read()).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
  })

  it('is a refusal if a fault throws before the head, and the journal holds the bug', async () => {
    // oxlint-disable-next-line require-yield -- it throws before it could
    function* broken(): Generator<ChunkItem> {
      throw new BrownoutError('oh')
    }
    const { delivery, bugs, record } = deliveryOf(broken())
    const response = await respond(Promise.resolve(delivery))
    expect(response.status).toBe(400)
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-should-retry': 'false', 'x-brownout': 'emulator_bug' })
    expect(await response.json()).toMatchObject({ error: { type: 'brownout_emulator_bug', message: 'oh' } })
    expect([bugs, record.ending, record.status]).toEqual([[new BrownoutError('oh')], 'reset', undefined])
  })
})

describe('a refusal', () => {
  it('goes the way of every delivery', async () => {
    const response = await respond(Promise.resolve(refusal('unhandled_request', 'nobody plays this')))
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'brownout_unhandled_request', code: 'brownout_unhandled_request', message: 'nobody plays this', param: null },
    })
  })
})

describe('an abort', () => {
  it.each([
    ['before the answer is known', new Promise<ChunkItem[]>(() => {})],
    ['before the headers', Promise.resolve([hang])],
  ])('rejects with its reason %s', async (_, items) => {
    const controller = new AbortController()
    const response = respond(
      items.then((given) => deliveryOf(given).delivery),
      controller.signal,
    )
    await new Promise(setImmediate)
    controller.abort(new Error('no more'))
    await expect(response).rejects.toThrow('no more')
    expect(listeners(controller.signal)).toBe(0)
  })

  it('reaches a delivery that arrives too late', async () => {
    const controller = new AbortController()
    const { delivery, record, bugs } = deliveryOf([head, close])
    const coming = Promise.withResolvers<Delivery>()
    const response = respond(coming.promise, controller.signal)
    controller.abort()
    coming.resolve(delivery)
    await expect(response).rejects.toThrow('aborted')
    await new Promise(setImmediate)
    expect([record.ending, bugs]).toEqual(['aborted', []])
  })

  it('breaks the body with its reason', async () => {
    const controller = new AbortController()
    const { delivery, record } = deliveryOf([head, piece('a'), hang])
    const reader = (await respond(Promise.resolve(delivery), controller.signal)).body!.getReader()
    await reader.read()
    const next = reader.read()
    controller.abort(new Error('no more'))
    await expect(next).rejects.toThrow('no more')
    expect(record.ending).toBe('aborted')
    expect(listeners(controller.signal)).toBe(0)
  })

  it('is noticed even if the response was dropped unread and collected', async () => {
    const controller = new AbortController()
    const { record } = await dropped([head, piece('a'), close], controller.signal)
    await collectGarbage()
    expect(record.ending).toBeUndefined()
    controller.abort()
    expect(record.ending).toBe('aborted')
  })

  it('is listened to no more once a response was dropped whose call has ended', async () => {
    const controller = new AbortController()
    const { record } = await dropped([{ ...head, status: 500 }, piece('a'), close], controller.signal)
    expect(record.ending).toBe('refused')
    const left = async (): Promise<number> => {
      await collectGarbage()
      return listeners(controller.signal)
    }
    await expect.poll(left).toBe(0)
  })
})

async function dropped(items: readonly ChunkItem[], signal: AbortSignal): Promise<{ record: CallRecord }> {
  const { delivery, record } = deliveryOf(items)
  await respond(Promise.resolve(delivery), signal)
  return { record }
}

/** Lets the garbage collector free unreachable objects. */
async function collectGarbage(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8')
  const { runInNewContext } = await import('node:vm')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let count = 0; count < 3; count++) {
    await new Promise(setImmediate)
    collect()
  }
  await new Promise(setImmediate)
}
