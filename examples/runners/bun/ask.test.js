import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { brownout, openai, virtualTime } from 'brownout'
import { rateLimited } from 'brownout/faults'
import { anyFault, noSilentTruncation, retriesAtMost, settlesWithin, survives } from 'brownout/property'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let ask
let release
beforeAll(async () => {
  release = chaos.intercept()
  // Not earlier: a client created before keeps Bun's own fetch, which cannot be intercepted.
  ask = (await import('./ask.js')).ask
})
afterEach(() => chaos.reset())
afterAll(() => release())

test('waits for the time in Retry-After', async () => {
  chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
  await virtualTime(async (clock) => {
    await ask('Where is my parcel?')
    expect(clock.now()).toBe(40_000)
  })
})

test('survives any two faults', async () => {
  await survives(chaos, () => ask('Where is my parcel?'), {
    faults: anyFault(),
    atMost: 2,
    properties: [noSilentTruncation(), retriesAtMost(2), settlesWithin('5m')],
  })
}, 30_000)
