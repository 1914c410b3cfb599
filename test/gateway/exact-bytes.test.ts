import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { midStreamError, stalledStream, truncatedStream } from '../../faults/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { installClock, type Clock } from '../../src/engine/model/clock.ts'
import { answers, brownout, type Chaos, type Injection, type JournalCall } from '../../src/index.ts'
import { textOfBody } from '../../src/gateway/body-text.ts'
import { intercept } from '../../src/intercept/network.ts'
import { dialects } from '../../docs/generate/dialects/index.ts'
import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { eachFrameAlone } from '../engine/each-frame-alone.ts'
import { ways, type RawRequest } from './ways.ts'

const afterDeltas = 3

/** Real waits, and a date that does not change, so that each way in gives the same bytes. */
const stillClock: Clock = {
  epoch: Date.UTC(2026, 0, 1),
  now: () => 0,
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  hold: () => () => {},
  touch() {},
}
beforeAll(() => installClock(stillClock))
afterAll(() => installClock(undefined))

function chaosFor(dialect: Dialect, ...injections: readonly Injection[]): Chaos {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [dialect.provider()],
    answers: answers.from(() => 'It is on its way – in Lyon, 2 days to go.'),
  })
  chaos.inject(...injections)
  return chaos
}

/** The request of the official client of a dialect for a stream. */
async function requestOf(dialect: Dialect): Promise<RawRequest> {
  const sent: RawRequest[] = []
  const { gateway } = coreOf(chaosFor(dialect))
  const release = intercept({
    gateway: {
      knows: (url) => gateway.knows(url),
      addressOf: () => undefined,
      async answer(request) {
        const body = await textOfBody(await request.body(), request.headers)
        sent.push({ url: request.url, headers: new Headers(request.headers as Headers), body })
        return gateway.answer({ ...request, body: () => body })
      },
      answerWebSocket: (handshake) => gateway.answerWebSocket(handshake),
    },
    escaped: () => {},
  })
  await dialect.ask({ stream: true }).finally(release)
  return sent[0]!
}

/** An undisturbed stream, frame by frame, up to its third delta. */
async function prefixOf(dialect: Dialect, { url, headers, body }: RawRequest): Promise<string> {
  const chaos = chaosFor(dialect, eachFrameAlone)
  const delivery = await coreOf(chaos).gateway.answer({ method: 'POST', url, headers, body: () => body })
  await delivery.head()
  let text = ''
  while (chaos.journal.calls[0]!.deltas < afterDeltas) text += latin1((await delivery.read())!)
  return text
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

interface Seen {
  readonly bytes: string
  readonly error: unknown
  readonly call: JournalCall
}

/** Makes a call by one way in, and reads until the end, or until the client aborts after the given bytes. */
async function see(
  way: string,
  dialect: Dialect,
  request: RawRequest,
  injections: readonly Injection[],
  abortAt = Infinity,
): Promise<Seen> {
  const chaos = chaosFor(dialect, ...injections)
  const { ask, close } = await ways[way]!(chaos)
  const controller = new AbortController()
  let bytes = ''
  let error: unknown
  try {
    const response = await ask(request, controller.signal)
    for await (const piece of response.body!) {
      bytes += latin1(piece)
      if (bytes.length >= abortAt) setImmediate(() => controller.abort(new Error('enough')))
    }
  } catch (thrown) {
    error = thrown
  }
  const [call] = chaos.journal.calls
  await expect.poll(() => call!.ending).toBeDefined()
  await close()
  return { bytes, error, call: call! }
}

const streaming = dialects.filter(({ operation }) => operation === undefined)
const expected = new Map<Dialect, { readonly request: RawRequest; readonly prefix: string }>()

beforeAll(async () => {
  for (const dialect of streaming) {
    const request = await requestOf(dialect)
    expected.set(dialect, { request, prefix: await prefixOf(dialect, request) })
  }
})

describe.for(Object.keys(ways))('by %s', (way) => {
  describe.for(streaming)('$name', (dialect) => {
    const given = (): { request: RawRequest; prefix: string } => expected.get(dialect)!

    it('a truncation keeps the bytes before it, and no more', async () => {
      const { request, prefix } = given()
      const { bytes, error, call } = await see(way, dialect, request, [truncatedStream({ afterDeltas })])
      expect([bytes, error]).toEqual([prefix, undefined])
      expect(call).toMatchObject({ ending: 'truncated', deltas: afterDeltas, received: 'It is on' })
    })

    it('a reset arrives after the bytes that were sent, and removes none of them', async () => {
      const { request, prefix } = given()
      const { bytes, error, call } = await see(way, dialect, request, [truncatedStream({ afterDeltas, ending: 'reset' })])
      expect([bytes, error instanceof TypeError]).toEqual([prefix, true])
      expect(call).toMatchObject({ ending: 'reset', deltas: afterDeltas, received: 'It is on' })
    })

    it('an abort during a stall keeps the bytes before it, and no more', async () => {
      const { request, prefix } = given()
      const { bytes, call } = await see(way, dialect, request, [stalledStream({ afterDeltas, duration: '1h' })], prefix.length)
      expect(bytes).toBe(prefix)
      expect(call).toMatchObject({ ending: 'aborted', deltas: afterDeltas, received: 'It is on' })
    })

    it('an error event arrives after all deltas before it', async () => {
      const { request, prefix } = given()
      const { bytes, call } = await see(way, dialect, request, [midStreamError({ afterDeltas })])
      expect(bytes.startsWith(prefix)).toBe(true)
      expect(bytes.length).toBeGreaterThan(prefix.length)
      expect(call).toMatchObject({ ending: 'truncated', deltas: afterDeltas, received: 'It is on' })
    })

    it('a complete stream arrives completely', async () => {
      const { request, prefix } = given()
      const { bytes, call } = await see(way, dialect, request, [])
      expect(bytes.startsWith(prefix)).toBe(true)
      expect(call).toMatchObject({ ending: 'complete', received: call.truth })
    })
  })
})
