import { authenticationFailed, neverResponds, serverError, slowFirstToken, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Flight {
  readonly answer: Promise<string>
  readonly controller: AbortController
  passengers: number
}

interface Completion {
  readonly choices?: readonly { readonly message?: { readonly content?: string }; readonly finish_reason?: string }[]
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const run of runs.flat()) {
    if (run.alerts.length > 0) return run.alerts[0]
    if (run.settledAfter > 46_000) return `The page took ${run.settledAfter} ms.`
    if (run.error !== undefined && run.journal.calls.every(({ ending, finish }) => ending === 'complete' && finish === 'stop'))
      return 'The page failed, though every call was answered.'
    if (run.journal.calls.some(({ ending }) => ending === 'hung')) return 'A call that nobody waits for is still open.'
  }
  return undefined
}

export const countedFlight: YardstickApp = {
  name: 'counted-flight',
  story: `A preview that gives up after 3 s and a page that waits for 45 s share one request in flight, by plain fetch. The request has a
    signal of its own, and ends only when the last of them has left. A preview that gave up is null. Nothing is tried again; the error of
    the provider is handed to everybody who waits.`,
  sources: ['solana-foundation/solana-web3.js#1270', 'nodejs/undici#5711', 'promptfoo/promptfoo#9236'],
  kind: 'race',
  make() {
    const flights = new Map<string, Flight>()

    async function ask(question: string, signal: AbortSignal): Promise<string> {
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] }),
        signal,
      })
      if (!response.ok) throw new Error(`OpenAI answered ${response.status}.`)
      const choice = ((await response.json()) as Completion).choices?.[0]
      if (choice?.finish_reason !== 'stop' || !choice.message?.content) throw new Error('OpenAI gave no complete answer.')
      return choice.message.content
    }

    function takeOff(question: string): Flight {
      const controller = new AbortController()
      const answer = ask(question, controller.signal).finally(() => {
        if (flights.get(question) === flight) flights.delete(question)
      })
      answer.catch(() => undefined)
      const flight = { answer, controller, passengers: 0 }
      flights.set(question, flight)
      return flight
    }

    function join(question: string, signal: AbortSignal): Promise<string> {
      const flight = flights.get(question) ?? takeOff(question)
      flight.passengers += 1
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          reject(signal.reason as Error)
          flight.passengers -= 1
          if (flight.passengers > 0) return
          flights.delete(question)
          flight.controller.abort()
        }
        if (signal.aborted) return leave()
        signal.addEventListener('abort', leave, { once: true })
        flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    }

    return async ({ signal }) => {
      const [preview, page] = await Promise.allSettled([
        join('Which parcels are late today?', AbortSignal.any([signal, AbortSignal.timeout(3_000)])),
        join('Which parcels are late today?', AbortSignal.any([signal, AbortSignal.timeout(45_000)])),
      ])
      if (page.status === 'rejected') throw page.reason
      return { preview: preview.status === 'fulfilled' ? preview.value : null, page: page.value }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes', ending: 'reset' })] }, { after: 1_000 }], wrong },
    { steps: [{ inject: [authenticationFailed()] }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '10s' })] }, { copies: 2, inject: [slowFirstToken({ by: '10s' })] }], wrong },
    { steps: [{ inject: [neverResponds()] }, { after: 86_400_000 }], wrong },
    { steps: [{ copies: 2, inject: [neverResponds()], abortAfter: 1_000 }, {}], wrong },
  ],
}
