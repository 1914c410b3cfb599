import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import { rateLimited } from '../../../../faults/index.ts'
import { minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const errorInHistory: YardstickApp = {
  name: 'error-in-history',
  story:
    'A LangChain bot that says in the chat when a request fails. Bug: what it says then is kept as a message of the model, so the model reads that it reported an error, and goes on to talk about its errors instead of the journey.',
  sources: ['s2b-dev/smart-second-brain#435', 'Aharshi3614/Devwhisper#293'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const model = new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o', timeout: 30_000, maxRetries: 0 })
    const history: BaseMessage[] = [new SystemMessage('You plan journeys by train.')]

    return async ({ signal }) => {
      const turn = new HumanMessage('Which train gets me to Vienna by noon?')
      try {
        const reply = await model.invoke([...history, turn], { signal })
        if (reply.response_metadata['finish_reason'] !== 'stop' || reply.text === '') throw new Error('the answer is incomplete')
        history.push(turn, reply)
        return { ok: true, text: reply.text }
      } catch (error) {
        signal.throwIfAborted()
        const text = `Error: ${error instanceof Error ? error.message : String(error)}`
        history.push(turn, new AIMessage(text))
        return { ok: false, text }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited().first(1)] }, { after: minute }],
      wrong: (runs) => {
        const messages = runs[1]![0]!.journal.calls[0]?.call.messages ?? []
        const isPoisoned = messages.some(({ role, parts }) => role === 'assistant' && JSON.stringify(parts).includes('Error: '))
        return isPoisoned ? 'The model is told that it reported an error.' : undefined
      },
    },
  ],
}
