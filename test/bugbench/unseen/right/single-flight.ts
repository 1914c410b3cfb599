import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

interface Flight {
  readonly work: Promise<string>
  readonly stop: AbortController
  passengers: number
}

/** Callers with the same question share one call. It is stopped when the last of them has left, and nothing of it is kept. */
class SharedAsk {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
  readonly #flights = new Map<string, Flight>()

  async #ask(question: string, signal: AbortSignal): Promise<string> {
    const { choices } = await this.#client.chat.completions.create(
      { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
      { signal },
    )
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The answer is not complete.')
    return choices[0].message.content
  }

  #board(question: string): Flight {
    const known = this.#flights.get(question)
    if (known !== undefined) return known
    const stop = new AbortController()
    const work = this.#ask(question, stop.signal)
    const flight: Flight = { work, stop, passengers: 0 }
    this.#flights.set(question, flight)
    const land = (): void => {
      if (this.#flights.get(question) === flight) this.#flights.delete(question)
    }
    work.then(land, land)
    return flight
  }

  async ask(question: string, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const flight = this.#board(question)
    flight.passengers += 1
    const leave = Promise.withResolvers<never>()
    const left = (): void => leave.reject(new Error('Stopped.'))
    signal.addEventListener('abort', left, { once: true })
    try {
      return await Promise.race([flight.work, leave.promise])
    } finally {
      signal.removeEventListener('abort', left)
      flight.passengers -= 1
      if (flight.passengers === 0) {
        this.#flights.delete(question)
        flight.stop.abort()
      }
    }
  }
}

export const singleFlight: YardstickApp = {
  name: 'single-flight',
  story:
    'Callers with the same question at the same time share one call, and its failure. A caller that stops waiting leaves; the last one to leave aborts the call. Nothing is kept: the next question is asked anew.',
  sources: ['nex-crm/wuphf#823', 'vellum-ai/vellum-assistant#702', 'koala73/worldmonitor#5678'],
  kind: 'race',
  make() {
    const shared = new SharedAsk()
    return ({ signal }) => shared.ask('What are the rules for drones in parks?', signal)
  },
  scripts: ordeals(
    { isFull: (value) => typeof value === 'string' && value !== '' },
    {
      steps: [{ copies: 3 }],
      wrong: ([step]) => (step?.[0]?.journal.calls.length === 1 ? undefined : 'Three callers do not share one call.'),
    },
    {
      steps: [{ inject: [serverError()], copies: 3 }, {}],
      wrong: ([failed, healed]) => {
        if (failed?.some(({ error }) => error === undefined)) return 'A failure is not shared.'
        return healed?.[0]?.error === undefined ? undefined : 'A failure is kept.'
      },
    },
  ),
}
