import { describe, expect, it } from 'vitest'
import { overloaded, paymentRequired, rateLimited, slowFirstToken, stalledStream, truncatedStream } from '../../../faults/index.ts'
import type { Duration } from '../../../src/engine/base/duration.ts'
import type { Sticky } from '../../../src/engine/plan/triggers/rate.ts'
import { callOf } from '../sample.ts'

describe('an injection', () => {
  it('is plain data with its defaults filled in', () => {
    expect(truncatedStream({ afterDeltas: 5 }).first(2).toJSON()).toEqual({
      fault: 'truncated-stream',
      parameters: { afterDeltas: 5, ending: 'clean' },
      trigger: { first: 2 },
    })
  })

  it('holds durations in milliseconds', () => {
    expect(slowFirstToken({ by: '2s' }).between('1m', '2m').toJSON()).toMatchObject({
      parameters: { by: 2_000 },
      trigger: { between: { from: 60_000, to: 120_000 } },
    })
  })

  it('is left as it is by its triggers', () => {
    const every = overloaded()
    every.first(1).for('openai').chance(0.5)
    expect(every.trigger).toEqual({})
  })

  it('adds up its triggers', () => {
    const { trigger } = overloaded()
      .for('openai', { model: /^gpt/ })
      .nth(2)
      .chance(0.1, { sticky: 'model' })
      .inRun(1, 3)
      .forPrompt(/refund/i)
      .wave({ on: '1s', off: 0 })
      .ramp(0, 1, '1m')
    expect(trigger).toEqual({
      for: [{ any: 'openai' }, { model: '/^gpt/' }],
      nth: 2,
      chance: { rate: 0.1, sticky: 'model' },
      inRun: [1, 3],
      forPrompt: { text: '/refund/i' },
      wave: { on: 1_000, off: 0 },
      ramp: { from: 0, to: 1, over: 60_000 },
    })
  })

  it('checks all of its conditions', () => {
    const { condition } = overloaded()
      .when((call) => call.stream)
      .when((call) => call.attempt === 1)
    expect([condition?.(callOf()), condition?.(callOf({ attempt: 1 })), condition?.(callOf({ attempt: 1, stream: false }))]).toEqual([
      false,
      true,
      false,
    ])
  })
})

it('fails a call if its condition returns a promise, which would match every call', () => {
  const { condition } = overloaded().when((() => Promise.resolve(false)) as never)
  expect(() => condition?.(callOf())).toThrow('which returned a promise): a condition cannot be asynchronous.')
})

it('takes few milliseconds of waiting if they are called so', () => {
  expect(rateLimited({ retryAfter: '20ms' }).parameters).toMatchObject({ retryAfter: 20 })
})

describe('an injection that cannot be', () => {
  it.each([
    [
      'an unknown parameter',
      () => truncatedStream({ afterDelta: 5 } as object),
      'Cannot inject "truncated-stream": it has no parameter "afterDelta". Did you mean "afterDeltas"?',
    ],
    [
      'a parameter for a fault without any',
      () => paymentRequired({ after: 1 } as never),
      'Cannot inject "payment-required": it has no parameter "after". It takes no parameters.',
    ],
    [
      'a number for its parameters',
      () => truncatedStream(5 as unknown as object),
      'Cannot inject "truncated-stream": the value is 5: Invalid input: expected object, received number.',
    ],
    [
      'a negative count',
      () => truncatedStream({ afterDeltas: -1 }),
      'Cannot inject "truncated-stream": "afterDeltas" is -1: Too small: expected number to be >=0.',
    ],
    [
      'a wrong duration',
      () => slowFirstToken({ by: '30 sec' as Duration }),
      'Cannot inject "slow-first-token": "by" is "30 sec": expected a duration such as "250ms", "2s", "10m" or "1h".',
    ],
    [
      'a wrong word or duration',
      () => stalledStream({ duration: 'long' as 'forever' }),
      'Cannot inject "stalled-stream": "duration" is "long": Invalid input: expected "forever", or expected a duration such as "250ms", "2s", "10m" or "1h".',
    ],
    [
      'the first none',
      () => overloaded().first(0),
      'Cannot inject "overloaded" with .first(0): "first" is 0: Too small: expected number to be >0.',
    ],
    [
      'a rate over one',
      () => overloaded().chance(2),
      'Cannot inject "overloaded" with .chance(2): "chance.rate" is 2: Too big: expected number to be <=1.',
    ],
    [
      'a slip in stickiness',
      () => overloaded().chance(0.1, { sticky: 'requests' as Sticky }),
      'Cannot inject "overloaded" with .chance(0.1): "chance.sticky" is "requests": Invalid option: expected one of "request"|"conversation"|"model"|"provider" (did you mean "request"?).',
    ],
    [
      'with a call that is not among the first',
      () => overloaded().nth(2).first(1),
      'Cannot inject "overloaded" with .nth(2) and .first(1): no call matches both, so it would never fire. Expected a call among the first 1, or inject the fault twice to fire on either.',
    ],
    [
      'with too few first calls for its period',
      () => overloaded().first(2).every(3),
      'Cannot inject "overloaded" with .every(3) and .first(2): no call matches both, so it would never fire. Expected .first(3) or more, or inject the fault twice to fire on either.',
    ],
    [
      'with a call outside of its period',
      () => overloaded().every(2).nth(3),
      'Cannot inject "overloaded" with .nth(3) and .every(2): no call matches both, so it would never fire. Expected a multiple of 2 for .nth, or inject the fault twice to fire on either.',
    ],
    [
      'one trigger twice',
      () => overloaded().first(1).first(2),
      'Cannot inject "overloaded" with .first(2): it has .first already. One injection holds one of each; inject the fault twice to fire twice.',
    ],
    [
      'a stretch that ends before it begins',
      () => overloaded().between('2s', '1s'),
      'Cannot inject "overloaded" with .between("2s", "1s"): "between.to" is "1s": expected an end after the beginning.',
    ],
    [
      'waves of no length',
      () => overloaded().wave({ on: 0, off: 0 }),
      'Cannot inject "overloaded" with .wave: "wave" is {"on":0,"off":0}: expected waves longer than 0.',
    ],
    [
      'no count',
      () => overloaded().first(undefined as never),
      'Cannot inject "overloaded" with .first(undefined): expected a value, such as .first(2).',
    ],
    [
      'a symbol',
      () => overloaded().first(Symbol('two') as never),
      'Cannot inject "overloaded" with .first(Symbol(two)): "first" is Symbol(two): Invalid input: expected number, received symbol.',
    ],
    [
      'a period without an end',
      () => overloaded().between('10s', undefined as never),
      'Cannot inject "overloaded" with .between("10s", undefined): "between.to" is undefined: expected a duration such as "250ms", "2s", "10m" or "1h".',
    ],
    [
      'no waves',
      () => overloaded().wave(undefined as never),
      'Cannot inject "overloaded" with .wave(undefined): expected a value, such as .wave({ on: "10s", off: "1m" }).',
    ],
    [
      'no question',
      () => overloaded().forPrompt(undefined as never),
      'Cannot inject "overloaded" with .forPrompt(undefined): expected a value, such as .forPrompt(/refund/i).',
    ],
    [
      'an option that a rate does not have',
      () => overloaded().chance(0.5, { stiky: 'request' } as never),
      'Cannot inject "overloaded": .chance(0.5, options) has no "stiky". Did you mean "sticky"?',
    ],
    [
      'an asynchronous condition',
      () => overloaded().when((async () => false) as never),
      'Cannot inject "overloaded" .when(a function): a condition cannot be asynchronous. Expected a function that returns true or false at once, such as (call) => call.stream.',
    ],
    [
      'seconds instead of milliseconds',
      () => rateLimited({ retryAfter: 20 }),
      'Cannot inject "rate-limited" with retryAfter 20: a number is milliseconds. Expected "20s", or "20ms" if that is meant.',
    ],
    [
      'no run',
      () => overloaded().inRun(),
      'Cannot inject "overloaded" with .inRun(): "inRun" is []: expected the number of a run, from 1.',
    ],
    [
      'a run before the first',
      () => overloaded().inRun(0),
      'Cannot inject "overloaded" with .inRun(0): "inRun.0" is 0: Too small: expected number to be >0.',
    ],
    [
      'an empty text',
      () => overloaded().forPrompt(''),
      'Cannot inject "overloaded" with .forPrompt: "forPrompt.text" is "": expected a text, or a regular expression such as /refund/i.',
    ],
    [
      'an invalid regular expression',
      () => overloaded().forPrompt('/[/'),
      'Cannot inject "overloaded" with .forPrompt: "forPrompt.text" is "/[/": expected a text, or a regular expression such as /refund/i.',
    ],
    [
      'no target',
      () => overloaded().for(),
      'Cannot inject "overloaded" with an empty .for(). Expected a provider, a model, an endpoint, or an object of those.',
    ],
    [
      'a slip in a target',
      () => overloaded().for({ providor: 'openai' } as object),
      'Cannot inject "overloaded" for a target with "providor". Did you mean "provider"?',
    ],
    [
      'an empty target',
      () => overloaded().for({}),
      'Cannot inject "overloaded" for {}. Expected a provider, a model, an endpoint, or an object of those.',
    ],
    [
      'an invalid condition',
      () => overloaded().when('openai' as never),
      'Cannot inject "overloaded" .when("openai"): expected a function from a call to true or false.',
    ],
  ])('%s is described in one line', (_, make, message) => {
    expect(make).toThrow(expect.objectContaining({ name: 'BrownoutError', message }))
  })
})
