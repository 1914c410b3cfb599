import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { truncatedAtMaxTokens, emptyAnswer } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

export const handsErrorsOn: YardstickApp = {
  name: 'hands-errors-on',
  story:
    'An inner service that never retries, since its callers do: one request, and whatever goes wrong is handed on at once in an error of its own, with the cause.',
  sources: ['langchain-ai/langchainjs#1929', 'openai/openai-node README.md'],
  kind: 'transient',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })

    return async ({ signal }) => {
      try {
        const response = await client.responses.create({ model: 'gpt-4o', input: 'Name the parts of a bicycle hub.' }, { signal })
        if (response.status !== 'completed' || response.output_text === '')
          throw new Error(`The response is ${response.status ?? 'empty'}.`)
        return response.output_text
      } catch (error) {
        throw new AnswerError('The model gave no answer.', { cause: error })
      }
    }
  },
  scripts: badDays(
    (run) => {
      if (run.error !== undefined) return run.error instanceof AnswerError ? undefined : `Not its own error: ${String(run.error)}`
      return isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`
    },
    [{ inject: [truncatedAtMaxTokens({ after: 5 }).first(1)] }],
    [{ inject: [emptyAnswer().first(1)] }],
  ),
}
