import type OpenAI from 'openai'
import { loopsAtMost } from '../../../src/property/index.ts'
import { messages, openaiClient, refundTool } from '../clients.ts'
import type { BuggyApp } from '../app.ts'

export const endlessToolLoop: BuggyApp = {
  name: 'endless-tool-loop',
  story: 'The agent goes on for as long as the model asks for a tool.',
  source: 'https://github.com/earendil-works/pi/issues/9637',
  property: loopsAtMost(10),
  task: async () => {
    const conversation: OpenAI.ChatCompletionMessageParam[] = [...messages]
    for (let turns = 0; turns < 100; turns++) {
      const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages: conversation, tools: [refundTool] })
      const message = choices[0]!.message
      const [call] = message.tool_calls ?? []
      if (call === undefined) return message.content
      conversation.push(message, { role: 'tool', tool_call_id: call.id, content: 'not found' })
    }
    return 'Sorry.'
  },
}
