import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import { endlessToolLoop } from '../../../faults/index.ts'
import { faultsOf, loopsAtMost } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, refundTool, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const property = loopsAtMost(8, { same: 3 })
const faults = faultsOf(endlessToolLoop)

/** Runs tools as long as the model calls them and it is let to. */
async function agent(mayGoOn: (turn: number, args: readonly string[]) => boolean): Promise<string> {
  const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: 'Please refund A-77.' }]
  const args: string[] = []
  for (let turn = 1; ; turn++) {
    const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages, tools: [refundTool] })
    const { message } = choices[0]!
    const [use] = message.tool_calls ?? []
    if (use?.type !== 'function') return message.content ?? ''
    args.push(use.function.arguments)
    if (!mayGoOn(turn, args)) throw new Error('The model goes round in circles')
    messages.push(message, { role: 'tool', tool_call_id: use.id, content: 'paid back' })
  }
}

describe('loopsAtMost', () => {
  test('is kept where the same call is noticed', async ({ chaos }) => {
    const app = (): Promise<string> => agent((turn, args) => turn < 8 && args.filter((given) => given === args.at(-1)).length <= 3)
    expect(await timesKept(chaos, app, property, faults)).toBeGreaterThan(0)
  })

  test('is broken where nobody counts', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => agent((turn) => turn < 20), { faults, properties: [property] })
    expect(failure.message).toContain('the model got 20 turns')
  })

  test('is broken where only the turns are counted', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => agent((turn) => turn < 8), { faults, properties: [property] })
    expect(failure.message).toContain('refund({"order":"A-77"}) was run 7 times')
  })

  test('says nothing where no tool was run', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })

  test('refuses to count to nothing', () => {
    expect(() => loopsAtMost(0)).toThrow('loopsAtMost() cannot count to 0 turns')
  })
})
