import Anthropic from '@anthropic-ai/sdk'
import { badRequest } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const questions = ['Which visa do I need for Japan?', 'How long is it valid?', 'Can I extend it?']

/** A travel chat that adds the question to its history before it sends it. */
export const danglingUserTurn: YardstickApp = {
  name: 'dangling-user-turn',
  story:
    'A travel chat on the Anthropic SDK keeps its history in memory. Bug: a turn that fails stays in the history without a reply, so every later request repeats a question that the traveler has given up.',
  sources: ['amd/gaia#3512', 'Oasis-Enterprise/mylo#9', 'marcominerva/ChatGptNet#13'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })
    const history: Anthropic.MessageParam[] = []
    let asked = 0
    return async ({ signal }) => {
      history.push({ role: 'user', content: questions[asked++ % questions.length] ?? '' })
      const message = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 800, messages: history }, { signal })
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') {
        history.pop()
        throw new Error(`The assistant did not finish: ${message.stop_reason}`)
      }
      history.push({ role: 'assistant', content: text })
      return text
    }
  },
  scripts: [
    {
      steps: [{ inject: [badRequest()] }, { after: 60_000 }],
      wrong(runs) {
        const roles = runs[1]?.[0]?.journal.calls[0]?.call.messages.map((message) => message.role) ?? []
        return roles.some((role, index) => role === 'user' && roles[index + 1] === 'user')
          ? 'The history holds a question without a reply.'
          : undefined
      },
    },
  ],
}
