import { expect, it } from 'vitest'
import { emptyStore } from '../../engine/empty-store.ts'
import type { Beat } from '../../../src/engine/model/beat.ts'
import type { Frame, FrameItem } from '../../../src/engine/model/frame.ts'
import { doneFrame, type Exchange, type Writer } from '../../../src/kit.ts'
import { encode } from '../../../src/providers/dialect/encode.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import { callOf, replyOf } from '../../engine/sample.ts'

const frame = (data: string): Frame => ({ type: 'frame', role: 'delta', data })
const writer: Writer = {
  headers: () => ({}),
  stream: () => ({
    start: () => [],
    open: () => [],
    delta: (text) => [frame(text)],
    closePart: () => [],
    ping: () => [],
    finish: () => [doneFrame],
    problem: () => [doneFrame],
  }),
  body: () => ({}),
  problem: () => ({ status: 500, body: {} }),
}

const rate = { limit: 1, remaining: 1, resetIn: 1 }
const exchange: Exchange = {
  call: callOf({ stream: true }),
  request: { method: 'POST', url: new URL('https://api.example/chat'), headers: new Headers(), text: '' },
  store: emptyStore(),
  random: randomFrom('test'),
  date: 0,
  arrivedAt: 0,
  abort() {},
  answers() {},
  limits: { requests: rate, tokens: rate },
}

function framesOf(...beats: readonly Beat[]): readonly FrameItem[] {
  return [...encode([{ type: 'start', reply: replyOf() }, ...beats], exchange, writer)]
}

it('writes on no frame of the provider, which can be the same in every stream', () => {
  const part = { type: 'tool-call', id: 'call_1', name: 'track' } as const
  const frames = framesOf(
    { type: 'open', part },
    { type: 'delta', of: 'tool-call', text: '{}' },
    { type: 'finish', reason: 'tool-calls', usage: undefined },
    { type: 'problem', problem: { kind: 'overloaded' } },
  )
  expect(frames.slice(1)).toMatchObject([
    { data: '{}', received: 'track({}' },
    { data: '[DONE]', received: ')' },
    { data: '[DONE]', problem: { kind: 'overloaded' } },
  ])
  expect(doneFrame).toEqual({ type: 'frame', role: 'terminal', data: '[DONE]' })
})
