import {
  abortPropagates,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { AnswerError, openStream, openaiClient } from '../clients.ts'

export const watchedStream: CorrectApp = {
  name: 'watched-stream',
  story: 'A stream with a limit on its silence and on its length, whole only with its finish reason.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    abortPropagates(),
  ],
  task: async ({ signal, observe }) => {
    const silence = new AbortController()
    let timer = setTimeout(() => silence.abort(), 15_000)
    const within = AbortSignal.any([signal, silence.signal, AbortSignal.timeout(60_000)])
    try {
      let text = ''
      let isOver = false
      for await (const { choices } of await openStream(openaiClient(), within)) {
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), 15_000)
        const piece = choices[0]?.delta.content ?? ''
        text += piece
        observe.streamed(piece)
        isOver ||= choices[0]?.finish_reason === 'stop'
      }
      if (!isOver || text === '' || within.aborted) throw new AnswerError('not whole')
      return text
    } finally {
      clearTimeout(timer)
    }
  },
}
