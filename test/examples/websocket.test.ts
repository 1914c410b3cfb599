import { describe, expect } from 'vitest'
import { answer as answerHardened } from '../../examples/websocket/hardened.ts'
import { answer as answerNaive } from '../../examples/websocket/naive.ts'
import { answers, openai } from '../../src/index.ts'
import { anyFault, noSilentTruncation, ResilienceError, retriesAtMost, settlesWithin, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ providers: [openai()], answers: answers.from(() => 'Your parcel is in Lyon, and it comes on Friday.') })
const question = 'Where is my parcel?'

describe('an app that makes calls over a WebSocket', () => {
  test('keeps its properties if it waits for the event that completes the response', async ({ chaos }) => {
    const properties = [noSilentTruncation(), settlesWithin('90s'), retriesAtMost(2)]
    const report = await survives(chaos, () => answerHardened(question), { faults: anyFault(), atMost: 2, runs: 150, properties })
    expect(report.runs).toBe(150)
  })

  test('takes a truncated answer for a complete one if it waits for the connection to close', async ({ chaos }) => {
    const failure: unknown = await survives(chaos, () => answerNaive(question), {
      faults: anyFault(),
      runs: 60,
      properties: [noSilentTruncation()],
      baseline: false,
    }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ResilienceError)
    const { property, plan, message } = failure as ResilienceError
    expect(property).toBe('no-silent-truncation')
    expect(plan.injections.map(({ fault }) => fault)).toEqual(['truncated-stream'])
    expect(message).toContain('call 1, openai responses.connect: WebSocket opened')
  })
})
