import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promptHash } from '../../../src/engine/kit/prompt-hash.ts'
import type { Message } from '../../../src/engine/model/call.ts'
import { callOf } from '../sample.ts'

const said = (role: 'user' | 'system', text: string): Message => ({ role, parts: [{ type: 'text', text }] })
const called = (id: string, json: string): Message => ({
  role: 'assistant',
  parts: [{ type: 'tool-call', id, name: 'find', arguments: json }],
})
const result = (id: string, text: string): Message => ({ role: 'tool', parts: [{ type: 'tool-result', id, text }] })
const usual = promptHash(callOf())

describe('the digest of a question', () => {
  it('is 16 hexadecimal digits', () => {
    expect(usual).toMatch(/^[\da-f]{16}$/)
  })

  it.each([
    ['provider', { provider: 'anthropic', endpoint: 'messages', host: 'api.anthropic.com' }],
    ['model', { model: 'claude-opus-4-1' }],
    ['attempt and time', { attempt: 3, at: 60_000, index: 7, inRun: 2, key: 'other' }],
    ['form', { stream: false, maxTokens: 100, reasoning: true, toolChoice: 'none', parallelToolCalls: false }],
  ] as const)('does not depend on the %s', (_, given) => {
    expect(promptHash(callOf(given))).toBe(usual)
  })

  it.each([
    ['text', { messages: [said('user', 'Where is my refund?')] }],
    ['role', { messages: [said('system', 'Where is my parcel?')] }],
    ['operation', { operation: 'embed' }],
    ['tools', { tools: [{ name: 'find', parameters: true }] }],
    ['output', { output: { name: 'output', schema: { type: 'object', properties: { city: {} } } } }],
  ] as const)('depends on the %s', (_, given) => {
    expect(promptHash(callOf(given))).not.toBe(usual)
  })

  it('is the same for the output schemas of two providers, and another one for other fields', () => {
    const of = (name: string, schema: object): string => promptHash(callOf({ output: { name, schema: { ...schema } } }))
    const strict = of('response', { type: 'object', properties: { city: {}, day: {} }, additionalProperties: false })
    expect(of('output', { type: 'OBJECT', properties: { day: {}, city: {} } })).toBe(strict)
    expect(of('output', { type: 'OBJECT', properties: { day: {} } })).not.toBe(strict)
  })

  it('omits ids, reasoning, and how tool results share messages', () => {
    const own = [said('user', 'Two?'), called('call_1', '{"a":1,"b":2}'), result('call_1', 'one'), result('call_1', 'two')]
    const thought: Message = { role: 'assistant', parts: [{ type: 'reasoning', text: 'Hm.' }] }
    const joined: Message = { role: 'tool', parts: [...result('toolu_9', 'one').parts, ...result('toolu_9', 'two').parts] }
    const other = [said('user', 'Two?'), thought, called('toolu_9', '{ "b": 2, "a": 1 }'), joined]
    expect(promptHash(callOf({ messages: other }))).toBe(promptHash(callOf({ messages: own })))
    const third = [said('user', 'Two?'), called('call_1', '{"a":1,"b":3}'), joined]
    expect(promptHash(callOf({ messages: third }))).not.toBe(promptHash(callOf({ messages: own })))
  })

  it('is different for different texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const digestOf = (text: string): string => promptHash(callOf({ messages: [said('user', text)] }))
        expect(digestOf(one) === digestOf(other)).toBe(one === other)
      }),
    )
  })

  it('is computed once per call', () => {
    let reads = 0
    const call = Object.defineProperty(callOf(), 'messages', { get: () => (reads++, []) })
    expect(promptHash(call)).toBe(promptHash(call))
    expect(reads).toBe(1)
  })
})
