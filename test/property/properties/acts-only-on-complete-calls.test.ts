import { z } from 'zod'
import { invalidToolArguments, slowFirstToken, truncatedStream } from '../../../faults/index.ts'
import { actsOnlyOnCompleteCalls, faultsOf, type Effect, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, refundTool, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = actsOnlyOnCompleteCalls()

/** Reads a tool call as it is streamed, and pays back if the app allows it. */
async function payBack(observe: Observe, isGood: (given: object, finish: string | undefined) => boolean): Promise<void> {
  let json = ''
  let finish: string | undefined
  const stream = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Please refund A-77.' }],
    tools: [refundTool],
    stream: true,
  })
  for await (const { choices } of stream) {
    json += choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
    finish = choices[0]?.finish_reason ?? finish
  }
  const given = JSON.parse(json) as { order?: unknown }
  if (isGood(given, finish)) observe.effect('refund', { name: 'refund', arguments: given })
}

const naive: Task = ({ observe }) => payBack(observe, () => true)
const refund = z.strictObject({ order: z.string() })
const careful: Task = ({ observe }) => payBack(observe, (given, finish) => refund.safeParse(given).success && finish === 'tool_calls')

const withTool = call({
  call: asked({ tools: [{ name: 'refund', parameters: { type: 'object' } }] }),
  received: 'refund({"order":"A-77"})',
})
const deed = (order: string): Effect => ({ at: 200, text: 'refund', tool: { name: 'refund', arguments: { order } } })

describe('actsOnlyOnCompleteCalls', () => {
  test('holds if the end and the arguments are checked first', async ({ chaos }) => {
    const faults = faultsOf(slowFirstToken, truncatedStream, invalidToolArguments)
    expect(await timesKept(chaos, careful, property, faults, 40)).toBeGreaterThan(0)
  })

  test('is violated if the app acts on anything that it can read', async ({ chaos }) => {
    const failure = await failureOf(chaos, naive, { faults: faultsOf(truncatedStream), properties: [property] })
    expect(failure.message).toContain('"refund" was caused by an answer of openai that was never complete')
  })

  test('is violated if the arguments do not fit the tool', async ({ chaos }) => {
    const failure = await failureOf(chaos, naive, {
      faults: faultsOf(invalidToolArguments({ kind: 'missing-field' })),
      properties: [property],
    })
    expect(failure.message).toContain('"refund" happened with arguments that do not match the schema of refund')
  })

  test('judges by the answer that requested it, not by the last one', () => {
    const another = { ...withTool, startedAt: 150, endedAt: 160, received: 'refund({"order":"B-1"', ending: 'truncated' } as const
    const judge = (effect: Effect): string => property.judge(evidence({ calls: [withTool, another], effects: [effect] })).type
    expect(judge(deed('A-77'))).toBe('held')
    expect(property.judge(evidence({ calls: [another], effects: [deed('B-1')] })).type).toBe('violated')
    expect(property.judge(evidence({ calls: [call()], effects: [deed('A-77')] }))).toEqual({
      type: 'remark',
      how: '"refund" happened though no answer called refund',
    })
  })

  const finishFrame = { role: 'finish', count: 1, from: 90, to: 90 } as const

  test.for([
    [
      'leaves the loop at the finish reason',
      [{ ...withTool, ending: 'aborted', finish: 'tool-calls', frames: [finishFrame] }],
      deed('A-77'),
      'held',
    ],
    [
      'has read the finish reason before the stream breaks',
      [{ ...withTool, ending: 'reset', finish: 'tool-calls', frames: [finishFrame] }],
      deed('A-77'),
      'held',
    ],
    ['acts when the arguments are complete, before the end', [withTool], { ...deed('A-77'), at: 50 }, 'remark'],
    ['reads the tool call from a text', [call({ received: 'I will refund A-77.' })], deed('A-77'), 'remark'],
    [
      'calls again and acts on the second answer',
      [
        { ...withTool, received: 'refund({"order":"A-7', ending: 'truncated' },
        { ...withTool, startedAt: 110, endedAt: 150 },
      ],
      deed('A-77'),
      'held',
    ],
  ] as const)('does not accuse an app that %s', ([, calls, effect, expected]) => {
    expect(property.judge(evidence({ calls, effects: [effect] })).type).toBe(expected)
  })

  test('is inconclusive if no effect names its tool call', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(property.judge(evidence({ calls: [withTool], effects: [{ at: 200, text: 'refund' }] })).type).toBe('inconclusive')
  })
})
