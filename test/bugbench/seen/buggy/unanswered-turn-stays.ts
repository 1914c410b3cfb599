import Anthropic from '@anthropic-ai/sdk'
import { serverError } from '../../../../faults/index.ts'
import { minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const unansweredTurnStays: YardstickApp = {
  name: 'unanswered-turn-stays',
  story:
    'A chat session with the Anthropic SDK that keeps its history. Bug: the turn of the user goes into the history before the request and stays there when that fails, so each later request carries a question that nobody answered, and the model answers the wrong one.',
  sources: ['amd/gaia#3512', 'marcominerva/ChatGptNet#13', 'langbot-app/LangBot#769'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const history: Anthropic.MessageParam[] = []

    return async ({ signal }) => {
      history.push({ role: 'user', content: 'And what does the next size cost?' })
      const message = await client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 400, system: 'You sell tents.', messages: history.slice(-21) },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The answer is incomplete.')
      history.push({ role: 'assistant', content: block.text })
      return block.text
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().first(2)] }, { after: minute }],
      wrong: (runs) => {
        const roles = runs[1]![0]!.journal.calls[0]?.call.messages.map(({ role }) => role) ?? []
        return roles.some((role, place) => role === 'user' && roles[place - 1] === 'user')
          ? `The history is ${roles.join(', ')}.`
          : undefined
      },
    },
  ],
}
