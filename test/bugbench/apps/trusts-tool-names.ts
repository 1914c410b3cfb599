import { typedErrors } from '../../../src/property/index.ts'
import { AnswerError, messages, openaiClient, refundTool } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

const tools = { refund: (given: string): string => `refunded ${given}` }

export const trustsToolNames: BuggyApp = {
  name: 'trusts-tool-names',
  story: 'A tool is looked up by the name that the model says, and called.',
  source: 'https://github.com/simonw/llm/issues/1104',
  property: typedErrors(AnswerError),
  task: async () => {
    const reply = await openaiClient()
      .chat.completions.create({ model: 'gpt-4o', messages, tools: [refundTool], tool_choice: 'required' })
      .catch((error: unknown) => {
        throw new AnswerError('OpenAI failed', { cause: error })
      })
    const [call] = reply?.choices?.[0]?.message?.tool_calls ?? []
    if (call?.type !== 'function') throw new AnswerError('OpenAI called nothing', { cause: { reply } })
    return tools[call.function.name as 'refund'](call.function.arguments)
  },
}
