import { truncatedAtMaxTokens } from '../../../faults/index.ts'
import { faultsOf, spendsAtMost, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, streamOpenAI, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = spendsAtMost({ tokens: 400 })
const faults = faultsOf(truncatedAtMaxTokens)

/** Makes calls until an answer is complete. */
function insist(times: number): Task {
  return async () => {
    for (let attempt = 0; attempt < times; attempt++) {
      const { finish } = await streamOpenAI()
      if (finish === 'stop') return
    }
  }
}

describe('spendsAtMost', () => {
  test('holds if the request is sent again once', async ({ chaos }) => {
    expect(await timesKept(chaos, insist(2), property, faults)).toBeGreaterThan(0)
  })

  test('is violated if the request is sent again and again', async ({ chaos }) => {
    const failure = await failureOf(chaos, insist(40), { faults, properties: [property] })
    expect(failure.message).toMatch(/the task used \d+ tokens in 40 calls/)
  })

  test('counts the worst case if a usage is missing', () => {
    const judge = (maxTokens: number | undefined): string => {
      const calls = [0, 200].map((startedAt, index) => call({ startedAt, usage: undefined, call: asked({ maxTokens, index }) }))
      return spendsAtMost({ tokens: 100 }).judge(evidence({ calls })).type
    }
    expect(judge(undefined)).toBe('held')
    expect(judge(90)).toBe('held')
    expect(judge(91)).toBe('violated')
  })

  const inflated = { inputTokens: 10, outputTokens: 50_000, reasoningTokens: 0, cachedInputTokens: 0 }

  test.for([
    ['makes one call whose usage surprises everyone', [call({ usage: inflated })]],
    ['makes one call without usage and with a generous limit', [call({ usage: undefined, call: asked({ maxTokens: 4_096 }) })]],
    [
      'could not connect',
      Array.from({ length: 40 }, (_, index) =>
        call({ startedAt: index * 200, ending: 'reset', status: undefined, received: '', usage: inflated }),
      ),
    ],
    [
      'counts tokens before it makes a call',
      Array.from({ length: 40 }, (_, index) =>
        call({ startedAt: index * 200, call: asked({ operation: 'count-tokens', inputTokens: 900 }) }),
      ),
    ],
    ['sends its samples together', [call({ usage: inflated }), call({ usage: inflated })]],
  ] as const)('does not accuse an app that %s', ([, calls]) => {
    expect(property.judge(evidence({ calls })).type).toBe('held')
  })

  test('is violated if a call follows after the budget is reported as used up', () => {
    const calls = [call({ usage: inflated }), call({ startedAt: 200, call: asked({ index: 1 }) })]
    expect(property.judge(evidence({ calls }))).toEqual({
      type: 'violated',
      how: 'the task made another call after the responses had reported 50010 tokens',
    })
  })

  test('counts all tasks within a window together', () => {
    const own = spendsAtMost({ tokens: 20, per: '1m' })
    const at = (...times: number[]): string => own.judge(evidence({ calls: times.map((startedAt) => call({ startedAt })) })).type
    expect(own.id).toBe('spends-at-most(20 per 1m)')
    expect(at(0, 60_000)).toBe('held')
    expect(at(0, 59_999)).toBe('violated')
  })

  test('is inconclusive without a call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })

  describe('in dollars', () => {
    const usage = { inputTokens: 1_000, outputTokens: 100, reasoningTokens: 0, cachedInputTokens: 0 }
    const calls = (model: string) => [
      call({ usage, received: 'word '.repeat(120), call: asked({ model, inputTokens: 1_000 }) }),
      call({ startedAt: 200, usage, received: 'word '.repeat(120), call: asked({ model, inputTokens: 1_000 }) }),
    ]

    test.for([
      ['gpt-4o', 0.007, 'held'],
      ['gpt-4o', 0.0069, 'violated'],
      ['gpt-4o-mini', 0.0069, 'held'],
      ['llama3.2', 0.0069, 'inconclusive'],
    ] as const)('goes by the price of the model: two calls of %s for %d dollars are %s', ([model, dollars, verdict]) => {
      expect(spendsAtMost({ dollars }).judge(evidence({ calls: calls(model) })).type).toBe(verdict)
    })

    test('reports the spent tokens, and the calls without a price', () => {
      const said = (model: string, dollars: number): unknown => spendsAtMost({ dollars }).judge(evidence({ calls: calls(model) }))
      expect(said('gpt-4o', 0.001)).toMatchObject({ how: expect.stringContaining('$0.007 in 2 calls') as string })
      expect(JSON.stringify(said('llama3.2', 1))).toContain('no price of llama3.2 is known')
      expect(spendsAtMost({ dollars: 0.05, per: '1m' }).id).toBe('spends-at-most($0.05 per 1m)')
    })

    test('is one limit', () => {
      expect(() => spendsAtMost({})).toThrow('expected { tokens } or { dollars }')
      expect(() => spendsAtMost({ tokens: 1, dollars: 1 })).toThrow('expected { tokens } or { dollars }')
      expect(() => spendsAtMost({ dollars: 0 })).toThrow('spendsAtMost() got 0 as its option "dollars"')
    })
  })
})
