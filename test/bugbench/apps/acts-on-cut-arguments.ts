import { actsOnlyOnCompleteCalls } from '../../../src/property/index.ts'
import { messages, openaiClient, refundTool } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const actsOnCutArguments: BuggyApp = {
  name: 'acts-on-cut-arguments',
  story: 'The arguments of a tool call are read as far as they came, and acted upon.',
  source: 'https://github.com/14790897/MiqroForge-Desktop/pull/1100',
  property: actsOnlyOnCompleteCalls(),
  task: async ({ observe }) => {
    let json = ''
    let name = ''
    for await (const { choices } of await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages,
      tools: [refundTool],
      tool_choice: 'required',
      stream: true,
    })) {
      const piece = choices[0]?.delta.tool_calls?.[0]?.function
      name += piece?.name ?? ''
      json += piece?.arguments ?? ''
    }
    const orderId = /"orderId":\s*"([^"]*)/.exec(json)?.[1]
    if (name === 'refund' && orderId !== undefined) observe.effect(`refund ${orderId}`, { name: 'refund', arguments: { orderId } })
    return 'done'
  },
}
