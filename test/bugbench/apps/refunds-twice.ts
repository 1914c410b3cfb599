import { atMostOnce } from '../../../src/property/index.ts'
import { askOpenAI, messages, openaiClient, refundTool } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const refundsTwice: BuggyApp = {
  name: 'refunds-twice',
  story: 'The whole turn is tried again after the refund was paid.',
  source: 'https://github.com/agno-agi/agno/issues/10366',
  property: atMostOnce(),
  task: async ({ observe }) => {
    const turn = async (): Promise<string> => {
      const { choices } = await openaiClient().chat.completions.create({
        model: 'gpt-4o',
        messages,
        tools: [refundTool],
        tool_choice: 'required',
      })
      const [call] = choices[0]?.message.tool_calls ?? []
      if (call?.type !== 'function') throw new Error('no call')
      observe.effect(`refund(${call.function.arguments})`)
      return askOpenAI()
    }
    return turn().catch(turn)
  },
}
