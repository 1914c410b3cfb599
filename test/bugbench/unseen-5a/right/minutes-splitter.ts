import Anthropic, { APIError } from '@anthropic-ai/sdk'
import {
  contentFilter,
  contextLengthExceeded,
  truncatedAtMaxTokens,
  emptyAnswer,
  overloaded,
  requestTooLarge,
  stalledStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Minutes {
  readonly text: string
  /** In how many pieces the transcript was read. */
  readonly pieces: number
}

class MinutesError extends Error {
  override readonly name = 'MinutesError'
}

const deepest = 3
const transcript = Array.from(
  { length: 120 },
  (_, at) => `Speaker ${1 + (at % 5)} said that item ${at} of the agenda can wait until the next meeting of the board.`,
)

/** Anthropic refuses a prompt that is too long with a 400 and these words, or a body that is too large with a 413. */
function isTooLong(error: unknown): boolean {
  return error instanceof APIError && (error.status === 413 || (error.status === 400 && /too long|context|maximum/i.test(error.message)))
}

/** A refusal in plain words, which the provider reports as a complete answer. */
const isRefusal = (text: string): boolean => text.length < 200 && /^(i'm sorry|i am sorry|i can'?t|i cannot|as an ai)\b/i.test(text.trim())

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal, settledAfter } of runs.flat()) {
    if (journal.calls.length > 20 || settledAfter > 200_000) return `A run made ${journal.calls.length} calls in ${settledAfter} ms.`
    const minutes = value as Minutes | undefined
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (minutes === undefined && (isCalm || !(error instanceof MinutesError))) return `A run ended with ${String(error)}`
    if (minutes !== undefined && minutes.text.trim() === '') return 'The minutes are empty.'
    if (isCalm && minutes?.pieces !== 1) return 'A calm run split the transcript.'
  }
  return undefined
}

export const minutesSplitter: YardstickApp = {
  name: 'minutes-splitter',
  story: `Writes the minutes of a meeting on the Anthropic SDK. How much fits depends on the model behind the account, so a refusal for the
    length is not the end: the transcript is split in two, at most three times, and the parts are put together by one more call. The
    repeated calls after a 400 are meant. All else that fails ends the work with an error that names the cause.`,
  sources: ['pydantic/pydantic-ai#7139', 'BerriAI/litellm#10793', 'asciimoo/hister#601'],
  kind: 'permanent',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })

    async function call(order: string, text: string, signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(30_000)
      try {
        const message = await client.messages.create(
          { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content: `${order}\n\n${text}` }] },
          { signal: AbortSignal.any([signal, limit]) },
        )
        if (message?.stop_reason !== 'end_turn') throw new Error(`the model stopped with ${message?.stop_reason ?? 'no reason'}`)
        const answer = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (answer.trim() === '') throw new Error('the answer is empty')
        if (isRefusal(answer)) throw new Error('the model refused')
        return answer
      } catch (error) {
        if (signal.aborted || isTooLong(error)) throw error
        const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
        throw new MinutesError(`There are no minutes: ${reason}`, { cause: error })
      }
    }

    async function read(lines: readonly string[], depth: number, signal: AbortSignal): Promise<readonly string[]> {
      try {
        return [await call('Note what was decided in this part of a meeting.', lines.join('\n'), signal)]
      } catch (error) {
        if (!isTooLong(error)) throw error
        if (depth === deepest)
          throw new MinutesError('There are no minutes: even an eighth of the transcript is too long.', { cause: error })
        const half = Math.ceil(lines.length / 2)
        const first = await read(lines.slice(0, half), depth + 1, signal)
        return [...first, ...(await read(lines.slice(half), depth + 1, signal))]
      }
    }

    return async ({ signal }): Promise<Minutes> => {
      const notes = await read(transcript, 0, signal)
      if (notes.length === 1) return { text: notes[0]!, pieces: 1 }
      try {
        return { text: await call('Make one text of these notes of one meeting.', notes.join('\n'), signal), pieces: notes.length }
      } catch (error) {
        if (!isTooLong(error)) throw error
        throw new MinutesError('There are no minutes: the notes do not fit together.', { cause: error })
      }
    }
  },
  scripts: [
    { steps: [{ inject: [contextLengthExceeded({ window: 1_500 })] }, {}], wrong },
    { steps: [{ inject: [contextLengthExceeded()] }, { inject: [contextLengthExceeded({ window: 150 })] }], wrong },
    { steps: [{ inject: [requestTooLarge({ tokens: 1_000 }), truncatedAtMaxTokens().nth(4)] }, { inject: [emptyAnswer()] }], wrong },
    { steps: [{ inject: [overloaded()] }, { inject: [stalledStream()] }, { inject: [contentFilter()] }], wrong },
  ],
}
