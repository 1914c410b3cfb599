import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { stalledStream, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class BrokenStreamError extends Error {}

export const retractsAndRestarts: YardstickApp = {
  name: 'retracts-and-restarts',
  story:
    'A streaming page that takes back what it showed when a stream breaks or falls silent, and begins again, twice at most. In the end either the whole answer is on the page or nothing.',
  sources: ['google-gemini/gemini-cli#7428', 'MoonshotAI/kimi-cli#2177'],
  kind: 'stream',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

    async function stream(show: (piece: string) => void, signal: AbortSignal): Promise<string> {
      const idle = new AbortController()
      const chunks = await client.chat.completions.create(
        { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Tell the story of the old lock.' }] },
        { signal: AbortSignal.any([signal, idle.signal]) },
      )
      let text = ''
      let finish: string | null = null
      let timer = setTimeout(() => idle.abort(), 15_000)
      try {
        for await (const chunk of chunks) {
          clearTimeout(timer)
          timer = setTimeout(() => idle.abort(), 15_000)
          const piece = finish === null ? (chunk.choices[0]?.delta.content ?? '') : ''
          finish = chunk.choices[0]?.finish_reason ?? finish
          text += piece
          show(piece)
        }
      } catch (error) {
        throw new BrokenStreamError('The stream broke.', { cause: error })
      } finally {
        clearTimeout(timer)
      }
      signal.throwIfAborted()
      if (finish === null) throw new BrokenStreamError('The stream ended early.')
      if (finish !== 'stop' || text === '') throw new Error(`The model stopped by ${finish}.`)
      return text
    }

    return async ({ observe, signal }) => {
      for (let restarts = 0; ; restarts++) {
        try {
          return await stream((piece) => observe.streamed(piece), signal)
        } catch (error) {
          observe.retracted()
          if (!(error instanceof BrokenStreamError) || restarts === 2 || signal.aborted) throw error
        }
      }
    }
  },
  scripts: badDays(
    (run) => {
      if (run.error !== undefined) return run.streamed === '' ? undefined : `The page still shows: ${run.streamed}`
      return run.streamed === run.value && isWholeAnswer(run.value, run) ? undefined : `The page shows: ${run.streamed}`
    },
    [{ inject: [truncatedStream({ afterDeltas: 3, ending: 'reset' }).nth(1), truncatedStream({ afterDeltas: 5 }).nth(2)] }],
    [{ inject: [stalledStream({ afterDeltas: 3 }).first(1)] }],
  ),
}
