import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'

/** The longest pause between two events, in ms. */
const idle = 10_000
/** How long to wait before each retry, in ms, unless the API specifies it. */
const waits = [500, 2_000] as const
/** The longest wait that the API can request, in ms. */
const longestWait = 15_000

/** The reason why an answer is missing. */
class AnswerError extends Error {
  override readonly name = 'AnswerError'
  readonly isRetryable: boolean
  /** The wait that the API requested, in ms. */
  readonly retryAfter: number | undefined

  constructor(message: string, isRetryable: boolean, { retryAfter, cause }: { retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause })
    this.isRetryable = isRetryable
    this.retryAfter = retryAfter
  }
}

/** An error event has a status and headers. A connection error has neither, but a failed handshake has its status in the message. */
function errorOf(failed: Error & { readonly error?: unknown }): AnswerError {
  const { status, headers } = (failed.error ?? {}) as { status?: number; headers?: Record<string, string> }
  const refused = status ?? Number(/Unexpected server response: (\d+)/.exec(failed.message)?.[1] ?? 0)
  const isRetryable = refused === 0 ? failed.error == null : refused === 408 || refused === 429 || refused >= 500
  const seconds = Number(headers?.['retry-after'])
  return new AnswerError(failed.message, isRetryable, { cause: failed, retryAfter: seconds > 0 ? seconds * 1_000 : undefined })
}

function textOf({ output }: OpenAI.Responses.Response): string {
  const parts = output.flatMap((item) => (item.type === 'message' ? item.content : []))
  const text = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('')
  if (text === '') throw new AnswerError('OpenAI returned no text.', false)
  return text
}

async function attempt(question: string): Promise<string> {
  const socket = new ResponsesWS(new OpenAI({ apiKey: 'test', logLevel: 'off' }))
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const response = await new Promise<OpenAI.Responses.Response>((resolve, reject) => {
      const watch = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => reject(new AnswerError(`OpenAI sent nothing for ${idle / 1_000} s.`, true)), idle)
      }
      watch()
      socket.on('event', watch)
      socket.on('response.completed', (event) => resolve(event.response))
      socket.on('response.incomplete', () => reject(new AnswerError('OpenAI truncated the answer.', false)))
      socket.on('response.failed', (event) => reject(new AnswerError(event.response.error?.message ?? 'OpenAI failed.', true)))
      socket.on('close', () => reject(new AnswerError('The connection closed before the answer was complete.', true)))
      socket.on('error', (error) => reject(errorOf(error)))
      socket.send({ type: 'response.create', model: 'gpt-5', input: question })
    })
    return textOf(response)
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}

/**
 * Answers a question with the text of a completed response. If the connection breaks, closes early or stalls, it reconnects
 * at most twice.
 */
export async function answer(question: string): Promise<string> {
  for (let retries = 0; ; retries++) {
    try {
      return await attempt(question)
    } catch (error) {
      const wait = waits[retries]
      if (!(error instanceof AnswerError) || !error.isRetryable || wait === undefined) throw error
      if ((error.retryAfter ?? 0) > longestWait) throw error
      await new Promise((resolve) => setTimeout(resolve, error.retryAfter ?? wait))
    }
  }
}
