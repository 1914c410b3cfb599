import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import { endlessToolLoop } from '../../../faults/index.ts'
import type { JournalCall } from '../../../src/index.ts'
import { faultsOf, loopsAtMost } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, refundTool, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

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
  test('holds if the same call is noticed', async ({ chaos }) => {
    const app = (): Promise<string> => agent((turn, args) => turn < 8 && args.filter((given) => given === args.at(-1)).length <= 3)
    expect(await timesKept(chaos, app, property, faults)).toBeGreaterThan(0)
  })

  test('is violated if the app has no limit', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => agent((turn) => turn < 20), { faults, properties: [property] })
    expect(failure.message).toContain('the model got 20 turns')
  })

  test('is violated if only the turns are counted', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => agent((turn) => turn < 8), { faults, properties: [property] })
    expect(failure.message).toContain('refund({"order":"A-77"}) was run 7 times')
  })

  /** Runs the same tool with the same arguments, and gets these results. */
  const polling = (results: readonly string[]): JournalCall[] =>
    [...results, ''].map((_, turn) => {
      const messages = results
        .slice(0, turn)
        .flatMap((text, index) => [
          { role: 'assistant', parts: [{ type: 'tool-call', id: `${index}`, name: 'status', arguments: '{"id":7}' }] } as const,
          { role: 'tool', parts: [{ type: 'tool-result', id: `${index}`, text }] } as const,
        ])
      return call({
        startedAt: turn * 100,
        call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Deploy it.' }] }, ...messages] }),
      })
    })
  const asking = (text: string, system: string): JournalCall =>
    call({
      call: asked({
        messages: [
          { role: 'system', parts: [{ type: 'text', text: system }] },
          { role: 'user', parts: [{ type: 'text', text }] },
        ],
      }),
    })

  test.for([
    ['polls until the result changes', polling(['10 %', '40 %', '70 %', '90 %', 'done'])],
    ['summarizes each chunk of a long text', Array.from({ length: 30 }, (_, index) => asking(`Summarize part ${index}.`, 'Be brief.'))],
    [
      'writes the time into its system prompt when it retries',
      Array.from({ length: 30 }, (_, index) => asking('Where is it?', `It is 12:${index}.`)),
    ],
    [
      'embeds its documents',
      Array.from({ length: 30 }, (_, index) =>
        call({ call: asked({ operation: 'embed', messages: [{ role: 'user', parts: [{ type: 'text', text: `${index}` }] }] }) }),
      ),
    ],
    ['continues a conversation in which tools ran', polling(['running', 'running', 'running', 'running', 'done']).slice(-1)],
  ] as const)('does not accuse an app that %s', ([, calls]) => {
    expect(property.judge(evidence({ calls })).type).not.toBe('violated')
  })

  test('names what ran most often', () => {
    expect(property.judge(evidence({ calls: polling(['running', 'running', 'running', 'running']) }))).toEqual({
      type: 'violated',
      how: 'status({"id":7}) was run 4 times with the same result',
    })
  })

  test('is inconclusive if no tool was run', () => {
    expect(property.judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })

  test('refuses to count to nothing', () => {
    expect(() => loopsAtMost(0)).toThrow('loopsAtMost() cannot count to 0 turns')
  })
})
