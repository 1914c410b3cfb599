import { ChatOpenAI } from '@langchain/openai'
import {
  authenticationFailed,
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  htmlError,
  neverResponds,
  overloaded,
  partialOutage,
  refusal,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Chat {
  readonly answer: string
  readonly title?: string
  /** What was left out, and why. */
  readonly leftOut?: string
}

class ChatError extends Error {
  override readonly name = 'ChatError'
}

const question = 'Which trees grow well in a small and shady yard?'
const longestTitle = 60

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal, settledAfter } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    const chat = value as Chat | undefined
    if (settledAfter > 41_000) return `A chat took ${settledAfter} ms.`
    if (chat === undefined) {
      if (!isCalm && (error instanceof ChatError || (error as Error | undefined)?.name.includes('Abort'))) continue
      return `A run ended with ${String(error)}`
    }
    if (chat.answer.trim() === '') return 'The answer is empty.'
    if ((chat.title === undefined) !== (chat.leftOut !== undefined)) return 'The title is missing, and nothing says so.'
    if (isCalm && chat.title === undefined) return 'A calm run has no title.'
  }
  return undefined
}

export const titledChat: YardstickApp = {
  name: 'titled-chat',
  story: `A chat whose answer gets a title from a second call at the same time, on LangChain with OpenAI. The title is not worth a failure or a
    wait: it gets ten seconds and no retry, and is left out with a note if it fails. If the answer fails, the call for the title is cancelled,
    and the user gets an error. LangChain's own six retries are off, as they do not look at Retry-After.`,
  sources: ['llm-workflow-engine/llm-workflow-engine#181', 'BrenoAlberto/pgReviewer#143', 'danny-avila/LibreChat#15961'],
  kind: 'fallback',
  make() {
    const model = new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o-mini', maxRetries: 0 })

    async function call(prompt: string, wait: number, signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(wait)
      try {
        const message = await model.invoke(prompt, { signal: AbortSignal.any([signal, limit]) })
        const reason: unknown = message.response_metadata['finish_reason']
        if (message.additional_kwargs['refusal']) throw new Error('the model refused')
        if (reason !== 'stop') throw new Error(`the model stopped with ${String(reason ?? 'no reason')}`)
        if (message.text.trim() === '') throw new Error('the text is empty')
        return message.text
      } catch (error) {
        if (signal.aborted) throw error
        const isUnreadable = error instanceof TypeError && !error.message.includes('fetch')
        if (isUnreadable) throw new ChatError('the response cannot be read', { cause: error })
        const cause = limit.aborted ? `no answer within ${wait / 1_000} s` : error instanceof Error ? error.message : String(error)
        throw new ChatError(cause, { cause: error })
      }
    }

    return async ({ observe, signal }): Promise<Chat> => {
      signal.throwIfAborted()
      const failed = new AbortController()
      const title = call(`Find a short title for: ${question}`, 10_000, AbortSignal.any([signal, failed.signal])).then(
        (text) => ({ title: text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text }),
        (error: unknown) => ({ leftOut: `The title was left out: ${error instanceof Error ? error.message : String(error)}` }),
      )
      try {
        const answer = await call(question, 40_000, signal)
        const extra = await title
        signal.throwIfAborted()
        if ('leftOut' in extra) observe.alert(extra.leftOut)
        return { answer, ...extra }
      } catch (error) {
        failed.abort()
        if (signal.aborted || !(error instanceof ChatError)) throw error
        throw new ChatError(`There is no answer: ${error.message}`, { cause: error.cause })
      }
    }
  },
  scripts: [
    { steps: [{ inject: [neverResponds().nth(1)] }, { inject: [neverResponds().nth(2)] }, {}], wrong },
    { steps: [{ inject: [partialOutage({ share: 0.5 })] }, { inject: [refusal().nth(1)] }, { inject: [contentFilter()] }], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens()] }, { inject: [emptyAnswer()] }, { inject: [errorWithStatus200()] }], wrong },
    {
      steps: [
        { inject: [authenticationFailed()] },
        { inject: [htmlError({ status: 200 })] },
        { inject: [overloaded({ retryAfter: '5s' }).nth(1)] },
      ],
      wrong,
    },
    { steps: [{ copies: 2, inject: [neverResponds()], abortAfter: 2_000 }, { copies: 2 }], wrong },
  ],
}
