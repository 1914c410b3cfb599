import { expect } from 'vitest'
import { stderrNoise } from '../../faults/stderr-noise.ts'
import { call, start, wait } from '../stdio/raw-child.ts'
import { test } from '../stdio/shop.ts'

test('a server answers if somebody reads its log', async ({ chaos }) => {
  chaos.inject(stderrNoise({ bytes: 100_000 }))
  const { child, lines, send } = start()
  let logged = 0
  child.stderr?.on('data', ({ length }: Buffer) => (logged += length))
  send(call(1))
  await wait(1)
  expect([logged, lines.length]).toEqual([100_000, 1])
  expect(chaos.journal.calls).toHaveLength(2)
})

test('without a reader the server waits until one appears', async ({ chaos }) => {
  chaos.inject(stderrNoise())
  const { child, lines, send } = start()
  send(call(1))
  await wait(60_000)
  expect([lines, chaos.journal.calls.length]).toEqual([[], 1])
  child.stderr?.resume()
  await wait(1)
  expect(lines).toHaveLength(1)
})

test('a log that fits into a pipe stops no server', async ({ chaos }) => {
  chaos.inject(stderrNoise({ bytes: 50_000 }))
  const { lines, send } = start()
  send(call(1))
  await wait(1)
  expect(lines).toHaveLength(1)
  expect(chaos.journal).toHaveFired(stderrNoise, { times: 1 })
})

test('a log that goes elsewhere stops no server', async ({ chaos }) => {
  chaos.inject(stderrNoise())
  const { lines, send } = start({ stdio: ['pipe', 'pipe', 'ignore'] })
  send(call(1))
  await wait(1)
  expect(lines).toHaveLength(1)
  expect(chaos.journal.calls).toHaveLength(2)
})
