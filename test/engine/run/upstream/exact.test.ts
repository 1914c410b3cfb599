import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { malformedEvent, splitBytes, truncatedStream, unknownTool } from '../../../../faults/index.ts'
import { coreOf } from '../../../../src/chaos/core.ts'
import type { Upstream, UpstreamItem } from '../../../../src/engine/model/upstream.ts'
import { brownout, openai, type Injection } from '../../../../src/index.ts'

/** An upstream that sends these bytes. */
function sending(pieces: readonly Uint8Array<ArrayBuffer>[], headers: Readonly<Record<string, string>>): Upstream {
  return {
    send: () => () => {
      const items: UpstreamItem[] = [
        { type: 'head', status: 200, headers },
        ...pieces.map((bytes) => ({ type: 'bytes', bytes }) as const),
        { type: 'end', how: 'close' },
      ]
      let isReady = false
      return {
        // Each item has to be waited for.
        next() {
          isReady = !isReady
          return isReady ? Promise.resolve() : items.shift()!
        },
        abort() {},
      }
    },
  }
}

async function through(upstream: Upstream, injections: readonly Injection[]): Promise<Uint8Array> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()], upstream })
  chaos.inject(...injections)
  const asked = { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Hello' }] }
  const url = new URL('https://api.openai.com/v1/chat/completions')
  const delivery = await coreOf(chaos).gateway.answer({ method: 'POST', url, headers: new Headers(), body: () => JSON.stringify(asked) })
  await delivery.head()
  const all: Uint8Array[] = []
  for (let bytes = await delivery.read(); bytes !== undefined; bytes = await delivery.read()) all.push(bytes)
  return Buffer.concat(all)
}

/** What can be in a stream: events, comments, rubbish, any kind of line end, and any bytes. */
const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\r\n\r\n',
    ': ping\n\n',
    'data: [DONE]\n\n',
    'event: x\ndata: {}\n\n',
    'data: {"choices":[',
    '\uFEFF',
  ),
  fc.string({ maxLength: 12 }).map((text) => `data: {"model":"m","choices":[{"index":0,"delta":{"content":${JSON.stringify(text)}}}]}\n\n`),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const bytes = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => new Uint8Array(Buffer.from(pieces.join('')))),
  fc.uint8Array({ maxLength: 60 }).map((any) => new Uint8Array(any)),
)
const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 })
const types = fc.constantFrom(
  'text/event-stream',
  'application/json',
  'application/x-ndjson',
  'application/vnd.amazon.eventstream',
  'text/html',
)

function cutAt(all: Uint8Array<ArrayBuffer>, places: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const ends = [...places.map((place) => place % (all.length + 1)).toSorted((a, b) => a - b), all.length]
  return ends.map((end, index) => all.slice(index === 0 ? 0 : ends[index - 1], end))
}

/** Faults at each of the stages that find nothing to change here, except for a body, which a malformed event always breaks. */
const idle = [
  [],
  [truncatedStream({ afterDeltas: 10_000 })],
  [truncatedStream({ at: '100000 bytes' })],
  [unknownTool()],
  [splitBytes({ size: 100_000 })],
]

describe('bytes of an upstream', () => {
  it('are those that the client gets if no fault fires, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, cuts, types, fc.constantFrom(...idle), async (all, places, type, injections) => {
        const got = await through(sending(cutAt(all, places), { 'content-type': type }), injections)
        expect(Buffer.from(got).equals(Buffer.from(all))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('are changed at the one event that a fault changes', async () => {
    const event = (text: string): string => `data: {"model":"m","choices":[{"index":0,"delta":{"content":"${text}"}}]}\r\n\r\n`
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const all = new Uint8Array(Buffer.from(event('one') + event('two') + event('three')))
        const got = await through(sending(cutAt(all, places), { 'content-type': 'text/event-stream' }), [
          malformedEvent({ afterDeltas: 1 }),
        ])
        const text = Buffer.from(got).toString()
        expect(text.startsWith(event('one'))).toBe(true)
        expect(text.endsWith(event('three'))).toBe(true)
        expect(text).not.toContain(event('two'))
      }),
      { numRuns: 30 },
    )
  })
})
