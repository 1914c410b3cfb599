import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { serverError, slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Flight {
  readonly answer: Promise<string>
  readonly leave: () => void
  waiting: number
}

export const sharesRequests: YardstickApp = {
  name: 'shares-requests',
  story:
    'Visitors who ask the same at the same time share one request, in its failure too. Nothing is kept when it is over. Who leaves stops waiting; the request is cancelled when the last one has left.',
  sources: ['getsentry/sentry#37000', 'viccon/sturdyc#8', 'CleverCloud/clever-client.js#226'],
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
    const flights = new Map<string, Flight>()

    async function ask(content: string, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }, { signal })
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is incomplete.')
      return choice.message.content
    }

    function start(question: string): Flight {
      const end = new AbortController()
      const answer = ask(question, end.signal).finally(() => {
        if (flights.get(question) === flight) flights.delete(question)
      })
      const flight: Flight = {
        answer,
        waiting: 0,
        leave: () => {
          flight.waiting--
          if (flight.waiting > 0) return
          if (flights.get(question) === flight) flights.delete(question)
          end.abort()
        },
      }
      flights.set(question, flight)
      return flight
    }

    return async ({ signal }) => {
      const question = 'When does the market open on holidays?'
      const flight = flights.get(question) ?? start(question)
      flight.waiting++
      return new Promise<string>((resolve, reject) => {
        const leave = (): void => {
          flight.leave()
          reject(signal.reason as Error)
        }
        signal.addEventListener('abort', leave, { once: true })
        flight.answer.then(resolve, reject).finally(() => {
          signal.removeEventListener('abort', leave)
        })
      })
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [serverError().first(2)], copies: 3 }, { after: 1_000 }],
    [{ inject: [slowFirstToken({ by: '8s' }).first(1)], copies: 3, abortAfter: 2_000 }, { after: 1_000 }],
  ),
}
