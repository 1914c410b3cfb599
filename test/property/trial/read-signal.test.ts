import { expect, it } from 'vitest'
import { noticeReads } from '../../../src/property/trial/read-signal.ts'

it.for<readonly [string, (signal: AbortSignal) => unknown, boolean]>([
  ['looks whether it is aborted', (signal) => signal.aborted, true],
  ['throws if it is aborted', (signal) => signal.throwIfAborted(), true],
  ['listens to it', (signal) => signal.addEventListener('abort', () => {}), true],
  ['only passes it on', (signal) => ({ signal }), false],
])('notices whether an app reads its signal: it %s', ([, use, isRead]) => {
  const { signal } = new AbortController()
  const isSignalRead = noticeReads(signal)
  use(signal)
  expect(isSignalRead()).toBe(isRead)
})

it('leaves the signal as it is', () => {
  const controller = new AbortController()
  const { signal } = controller
  noticeReads(signal)
  let heard = 0
  signal.addEventListener('abort', () => heard++, { once: true })
  const derived = AbortSignal.any([signal])
  expect(signal.aborted).toBe(false)
  controller.abort(new Error('stopped'))
  expect({ heard, aborted: signal.aborted, derived: derived.aborted }).toEqual({ heard: 1, aborted: true, derived: true })
  expect(() => signal.throwIfAborted()).toThrow('stopped')
})
