import OpenAI from 'openai'
import { expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { brownout, openai, virtualTime } from '../../src/index.ts'
import { faultsOf, retriesAtMost, survives } from '../../src/property/index.ts'
import { VirtualClock } from '../../src/time/virtual-clock.ts'

const realTimeout = setTimeout
const work = (): Promise<void> => new Promise((resolve) => void realTimeout(resolve, 5))

it('a clock is held since the oldest hold that is still there, however they overlap', () => {
  const clock = new VirtualClock()
  expect(clock.heldSince).toBeUndefined()
  const first = clock.hold()
  const { heldSince } = clock
  const second = clock.hold()
  expect(clock.heldSince).toBe(heldSince)
  first()
  first()
  expect(clock.heldSince).toBeGreaterThanOrEqual(heldSince!)
  second()
  expect(clock.heldSince).toBeUndefined()
})

it('clock.real works inside a task of survives', async () => {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
  const release = chaos.intercept()
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const task = async (): Promise<unknown> => {
    await virtualTime((clock) => clock.real(work))
    return client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'When?' }] }).catch(() => 'sorry')
  }
  try {
    await survives(chaos, task, { faults: faultsOf(overloaded), runs: 3, properties: [retriesAtMost(0)] })
  } finally {
    release()
  }
})
