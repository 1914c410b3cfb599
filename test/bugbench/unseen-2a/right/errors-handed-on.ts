import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { authenticationFailed, midStreamError, overloaded, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const chunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }), finish_reason: z.string().nullish() })).min(1),
})

/** The reason why an answer is missing, in words that the caller can show. */
class AnswerError extends Error {
  readonly status: number | undefined
  readonly retryAfter: string | null

  constructor(message: string, details: { status?: number; retryAfter?: string | null; cause?: unknown } = {}) {
    super(message, { cause: details.cause })
    this.status = details.status
    this.retryAfter = details.retryAfter ?? null
  }
}

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const [first, ...others] of steps) if ((first?.journal.calls.length ?? 0) > others.length + 1) return 'The app asked more than once.'
  for (const run of steps.flat()) {
    if (run.error !== undefined && !(run.error instanceof AnswerError) && !/abort/i.test(String(run.error)))
      return `The caller gets ${String(run.error)}, which says nothing.`
    if (run.value !== undefined && !run.journal.calls.some(({ truth }) => truth === run.value)) return 'Half an answer was returned.'
  }
  return undefined
}

export const errorsHandedOn: YardstickApp = {
  name: 'errors-handed-on',
  story:
    'A command-line tool asks Mistral by fetch and reads the events by hand. It never retries: the person at the keyboard does. Whatever goes wrong becomes an error with its status, the wait that was asked for and its cause; half an answer is an error, too.',
  sources: ['can1357/oh-my-pi#1251', 'spikonado/sprocket#277', 'botpress/botpress#13517'],
  kind: 'stream',
  make() {
    async function text(response: Response): Promise<string> {
      let whole = ''
      let finish: string | null | undefined
      const parser = createParser({
        onEvent({ data }) {
          if (data === '[DONE]') return
          const [choice] = chunkSchema.parse(JSON.parse(data)).choices
          // Text after the end is not part of the answer.
          if (finish == null) whole += choice?.delta.content ?? ''
          finish = choice?.finish_reason ?? finish
        },
      })
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) parser.feed(part)
      if (finish !== 'stop' || whole === '') throw new AnswerError(`the answer stopped early: ${finish ?? 'the stream broke off'}`)
      return whole
    }

    return async ({ signal }) => {
      try {
        const response = await fetch('https://api.mistral.ai/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
          body: JSON.stringify({
            model: 'mistral-small-latest',
            stream: true,
            messages: [{ role: 'user', content: 'How do I list the files of a folder by size?' }],
          }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        })
        const { status, headers } = response
        if (!response.ok) throw new AnswerError(`Mistral answered ${status}`, { status, retryAfter: headers.get('retry-after') })
        return await text(response)
      } catch (error) {
        if (error instanceof AnswerError || signal.aborted) throw error
        throw new AnswerError('the answer could not be read', { cause: error })
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream()] }], wrong },
    { steps: [{ inject: [authenticationFailed()] }], wrong },
    { steps: [{ inject: [overloaded({ retryAfter: '20s' })] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [midStreamError()], copies: 2 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '9s' })], abortAfter: 4_000 }], wrong },
  ],
}
