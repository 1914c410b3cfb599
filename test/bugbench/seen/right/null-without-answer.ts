import { ChatAnthropic } from '@langchain/anthropic'
import { HumanMessage, SystemMessage } from '@langchain/core/messages'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { emptyAnswer, rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const nullWithoutAnswer: YardstickApp = {
  name: 'null-without-answer',
  story:
    'Proposes a subject for a mail with LangChain. It is a nicety: when there is no proposal, for whatever reason, it returns null, and the field stays empty.',
  sources: ['FlowiseAI/Flowise#2006', 'langchain-ai/langchainjs docs'],
  kind: 'fallback',
  make() {
    const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-haiku-4-5', maxTokens: 200, maxRetries: 0 })

    return async ({ signal }): Promise<string | null> => {
      try {
        const reply = await model.invoke(
          [new SystemMessage('You write subjects of mails.'), new HumanMessage('The quay is closed on Monday.')],
          {
            signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
          },
        )
        const isWhole = reply.response_metadata['stop_reason'] === 'end_turn'
        return isWhole && reply.text !== '' ? reply.text : null
      } catch {
        return null
      }
    }
  },
  scripts: badDays(
    (run) => {
      if (run.error !== undefined) return `It failed: ${String(run.error)}`
      return run.value === null || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`
    },
    [{ inject: [emptyAnswer().first(1)] }],
    [{ inject: [rateLimited({ retryAfter: '5s' }).first(1)] }],
  ),
}
