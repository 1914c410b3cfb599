import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Message } from '../../../src/engine/model/call.ts'
import type { Journal, JournalCall } from '../../../src/index.ts'
import { verdictsOf } from '../../../src/property/index.ts'
import { asked, call, failed } from '../properties/evidence.ts'

const tools = [{ name: 'refund', description: undefined, parameters: {} }] as unknown as JournalCall['call']['tools']
const whole = 'refund({"order":1})'
const question: Message = { role: 'user', parts: [{ type: 'text', text: 'Refund order 1.' }] }
const ran: readonly Message[] = [
  question,
  { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 'refund', arguments: '{"order":1}' }] },
  { role: 'tool', parts: [{ type: 'tool-result', id: 'a', text: 'done' }] },
]
/** A client that polls with the same tool: its conversation shows each time. */
const polled: readonly Message[] = Array.from({ length: 11 }, (_, index) => [
  { role: 'assistant' as const, parts: [{ type: 'tool-call' as const, id: `p${index}`, name: 'refund', arguments: '{"order":1}' }] },
  { role: 'tool' as const, parts: [{ type: 'tool-result' as const, id: `p${index}`, text: 'pending' }] },
]).flat()

const kinds: readonly ((at: number, key: string) => JournalCall)[] = [
  (startedAt, key) => call({ startedAt, key }),
  (startedAt, key) => failed({ startedAt, key }),
  (startedAt, key) => failed({ startedAt, key, status: 400, problem: { kind: 'bad-request', permanent: true } }),
  (startedAt, key) =>
    failed({ startedAt, key, status: 429, problem: { kind: 'rate-limit-requests', permanent: false, retryAfter: 3_000 } }),
  (startedAt, key) => call({ startedAt, key, received: whole, call: asked({ messages: [question], tools }) }),
  (startedAt, key) =>
    call({ startedAt, key, received: 'refund({"order":1', ending: 'truncated', call: asked({ messages: [question], tools }) }),
  (startedAt, key) => call({ startedAt, key, call: asked({ messages: ran, tools }) }),
  (startedAt, key) => call({ startedAt, key, call: asked({ messages: polled, tools }) }),
]

const journals = fc
  .array(fc.record({ kind: fc.nat(kinds.length - 1), key: fc.constantFrom('a', 'b'), wait: fc.constantFrom(0, 1_500) }), { maxLength: 20 })
  .map((given) => {
    let at = 0
    return given.map(({ kind, key, wait }, index) => {
      at += wait
      const made = kinds[kind]!(at, key)
      at += 100
      return { ...made, call: { ...made.call, index } }
    })
  })

function journalOf(calls: readonly JournalCall[], dropped: number): Journal {
  const rest = { seed: 'tuesday', unhandled: [], bugs: [], ...(dropped === 0 ? {} : { dropped: { calls: dropped, unhandled: 0 } }) }
  return { ...rest, calls, toJSON: () => ({ seed: 'tuesday', calls: [], unhandled: [] }) }
}

it('never make a finding about a client that they would not make with those calls', () => {
  fc.assert(
    fc.property(journals, fc.nat(20), (calls, given) => {
      const dropped = Math.min(given, calls.length)
      const all = new Map(verdictsOf(journalOf(calls, 0)).map(({ rule, verdict }) => [rule, verdict.type]))
      for (const { rule, verdict } of verdictsOf(journalOf(calls.slice(dropped), dropped)))
        if (verdict.type === 'violated') expect([`${rule}: violated`, `${rule}: remark`]).toContain(`${rule}: ${all.get(rule)}`)
    }),
    { numRuns: 300 },
  )
})

it('can explain what is only a remark without them', () => {
  const polling = Array.from({ length: 12 }, (_, index) => kinds[7]!(index * 1_600, `p${index}`))
  const verdictOn = (calls: readonly JournalCall[], dropped: number) =>
    verdictsOf(journalOf(calls, dropped)).find(({ rule }) => rule === 'stops-repeated-tool-calls')!.verdict.type
  expect([verdictOn(polling, 0), verdictOn(polling.slice(-1), 11), verdictOn(polling.slice(-1), 0)]).toEqual([
    'remark',
    'remark',
    'violated',
  ])
})
