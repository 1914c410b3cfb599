import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { brownout, openai, virtualTime } from 'brownout'
import { rateLimited } from 'brownout/faults'
import { anyFault, noSilentTruncation, retriesAtMost, settlesWithin, survives } from 'brownout/property'
import { ask } from './ask.js'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release
before(() => {
  release = chaos.intercept()
})
afterEach(() => chaos.reset())
after(() => release())

test('waits for the time in Retry-After', async () => {
  chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
  await virtualTime(async (clock) => {
    await ask('Where is my parcel?')
    assert.equal(clock.now(), 40_000)
  })
})

test('survives any two faults', async () => {
  await survives(chaos, () => ask('Where is my parcel?'), {
    faults: anyFault(),
    atMost: 2,
    properties: [noSilentTruncation(), retriesAtMost(2), settlesWithin('5m')],
  })
})
