import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { neverResponds, slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const hedgesAndCancels: YardstickApp = {
  name: 'hedges-and-cancels',
  story:
    'An autocompletion that sends the same request a second time when the first is slow, takes whichever answers first, and cancels the other. A first request that fails is not hedged: the error is handed on.',
  sources: ['bitrouter/bitrouter#850', 'https://research.google/pubs/the-tail-at-scale/'],
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })

    async function complete(signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Complete: the ferry to the island leaves' }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The completion is incomplete.')
      return choice.message.content
    }

    return async ({ signal }) => {
      const over = new AbortController()
      const shared = AbortSignal.any([signal, over.signal])
      const first = complete(shared)
      let timer: ReturnType<typeof setTimeout> | undefined
      const second = new Promise<string>((resolve, reject) => {
        timer = setTimeout(() => {
          complete(shared).then(resolve, reject)
        }, 3_000)
        first.catch((error: unknown) => {
          clearTimeout(timer)
          reject(error)
        })
      })
      try {
        return await Promise.any([first, second])
      } catch (error) {
        throw error instanceof AggregateError ? error.errors[0] : error
      } finally {
        clearTimeout(timer)
        over.abort()
      }
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [slowFirstToken({ by: '10s' }).first(1)] }],
    [{ inject: [neverResponds().first(1)] }],
  ),
}
