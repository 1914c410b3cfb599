import OpenAI from 'openai'
import {
  droppedEvent,
  duplicatedEvent,
  emptyAnswer,
  eventAfterTerminal,
  malformedEvent,
  midStreamError,
  refusal,
  reorderedEvents,
  slowDrip,
  stalledStream,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Show = (text: string) => void

class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, streamed, journal, settledAfter } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (settledAfter > 61_000) return `An answer took ${settledAfter} ms.`
    if (value === undefined) {
      if (isCalm || !(error instanceof AnswerError)) return `A run ended with ${String(error)}`
      if (streamed !== '') return `After the error the screen still shows "${streamed}".`
      continue
    }
    if (value !== streamed) return `The screen shows "${streamed}", and the answer is "${String(value)}".`
    if (value === '') return 'The answer is empty.'
  }
  return undefined
}

export const checkedStream: YardstickApp = {
  name: 'checked-stream',
  story: `Shows an answer while it is written, on the Responses API of the OpenAI SDK. The last event has the whole text. If that is not what
    is on the screen, as a part was lost or came twice, the screen is cleared and filled with it. Then a moderation has to pass the text. If
    the stream does not complete, or the moderation does not, the text is taken back, and there is an error: it fails closed on purpose.`,
  sources: ['apache/apisix#13735', 'deeplethe/utopia#768', 'opensuperapp/opensuperapp#54'],
  kind: 'stream',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })

    async function stream(question: string, show: Show, signal: AbortSignal): Promise<string> {
      const events = await client.responses.create({ model: 'gpt-4o', input: question, stream: true }, { signal })
      for await (const event of events) {
        signal.throwIfAborted()
        if (event.type === 'response.output_text.delta') show(event.delta)
        if (event.type === 'response.completed') {
          const texts = (event.response.output ?? []).flatMap((item) => (item.type === 'message' ? item.content : []))
          if (texts.some(({ type }) => type === 'refusal')) throw new Error('the model refused')
          return texts.map((part) => (part.type === 'output_text' ? part.text : '')).join('')
        }
        if (event.type === 'response.incomplete')
          throw new Error(`it ended early: ${event.response.incomplete_details?.reason ?? 'no reason'}`)
        if (event.type === 'response.failed') throw new Error(event.response.error?.message ?? 'the provider failed')
        if (event.type === 'error') throw new Error(event.message ?? 'the provider reported an error')
      }
      signal.throwIfAborted()
      throw new Error('the stream ended before it was complete')
    }

    async function pass(text: string, signal: AbortSignal): Promise<void> {
      const moderation = await client.moderations.create({ input: text }, { signal })
      const flagged = moderation?.results?.[0]?.flagged
      if (flagged === undefined) throw new Error('the moderation gave no result')
      if (flagged) throw new Error('the moderation did not pass it')
    }

    return async ({ observe, signal }): Promise<string> => {
      const limit = AbortSignal.timeout(60_000)
      const limited = AbortSignal.any([signal, limit])
      let shown = ''
      const show = (text: string): void => {
        shown += text
        if (text !== '') observe.streamed(text)
      }
      try {
        const text = await stream('How does a heat pump work?', show, limited)
        if (text.trim() === '') throw new Error('it is empty')
        if (text !== shown) {
          observe.retracted()
          observe.streamed(text)
        }
        await pass(text, limited)
        return text
      } catch (error) {
        observe.retracted()
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'it took longer than a minute' : error instanceof Error ? error.message : String(error)
        throw new AnswerError(`The answer was taken back: ${reason}.`, { cause: error })
      }
    }
  },
  scripts: [
    { steps: [{ inject: [duplicatedEvent()] }, { inject: [droppedEvent()] }, { inject: [reorderedEvents()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream()] }, { inject: [midStreamError()] }, { inject: [malformedEvent()] }], wrong },
    { steps: [{ inject: [stalledStream()] }, { inject: [slowDrip()] }, { inject: [eventAfterTerminal()] }], wrong },
    { steps: [{ inject: [refusal()] }, { inject: [emptyAnswer()] }, { inject: [droppedEvent({ of: 'terminal' })] }], wrong },
  ],
}
