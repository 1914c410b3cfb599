import { typedErrors } from '../../../src/property/index.ts'
import { AnswerError, messages, openaiClient, refundTool } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const crashesOnArguments: BuggyApp = {
  name: 'crashes-on-arguments',
  story: 'The arguments of a tool call are parsed outside of every guard.',
  source: 'https://github.com/openai/openai-agents-js/issues/723',
  property: typedErrors(AnswerError),
  task: async () => {
    const reply = await openaiClient()
      .chat.completions.create({ model: 'gpt-4o', messages, tools: [refundTool], tool_choice: 'required' })
      .catch((error: unknown) => {
        throw new AnswerError('OpenAI failed', { cause: error })
      })
    const [call] = reply?.choices?.[0]?.message?.tool_calls ?? []
    if (call?.type !== 'function') throw new AnswerError('OpenAI called nothing', { cause: { reply } })
    return JSON.parse(call.function.arguments) as unknown
  },
}
