import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { virtualTime } from '../../src/time/index.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const kinds = ['Immediate', 'Timeout'] as const
const waiting = (): number[] => {
  const resources = process.getActiveResourcesInfo()
  return kinds.map((kind) => resources.filter((name) => name === kind).length)
}

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** Sessions without a turn of the event loop between them, which would sweep up what they leave in it. */
async function sessions(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await virtualTime((clock) => clock.now())
}

/** Nothing more than before: the test runner's own timers appear and disappear. */
function expectNoMoreThan(before: readonly number[]): void {
  for (const [place, count] of waiting().entries()) expect(count).toBeLessThanOrEqual(before[place]!)
}

it('leaves nothing in the event loop', async () => {
  const before = waiting()
  await sessions(20)
  expectNoMoreThan(before)
})

it('leaves nothing in the event loop if the program waited for real work', async () => {
  const { setTimeout } = globalThis
  const before = waiting()
  for (let done = 0; done < 5; done++) await virtualTime(() => new Promise((resolve) => void setTimeout(resolve, 5)))
  expectNoMoreThan(before)
})

it('leaves no memory behind', async () => {
  await sessions(1_000)
  const before = heapUsed()
  await sessions(1_000)
  expect((heapUsed() - before) / 1_000).toBeLessThan(500)
})
