import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText, Output } from 'ai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { connectionReset, serverError } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently, ProviderError } from '../patiently.ts'

const Report = z.object({ surface: z.string().min(1), risk: z.enum(['low', 'medium', 'high']), hours: z.number() })
type Report = z.infer<typeof Report>

interface Flight<Value> {
  readonly result: Promise<Value>
  readonly stop: AbortController
  waiting: number
}

/** A caller that needs a report which is being written waits for it. Work without a waiting caller is stopped. */
class Flights<Value> {
  readonly #open = new Map<string, Flight<Value>>()

  async join(key: string, start: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    signal?.throwIfAborted()
    const flight = this.#open.get(key) ?? this.#begin(key, start)
    flight.waiting += 1
    const { promise: left, reject } = Promise.withResolvers<never>()
    const leave = (): void => reject(signal?.reason instanceof Error ? signal.reason : new Error('The user has left.'))
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([flight.result, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      flight.waiting -= 1
      if (flight.waiting === 0) flight.stop.abort(new Error('Nobody waits for it any more.'))
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<Value>): Flight<Value> {
    const stop = new AbortController()
    const result = start(stop.signal).then((value) => {
      this.#open.delete(key)
      return value
    })
    const flight = { result, stop, waiting: 0 }
    this.#open.set(key, flight)
    return flight
  }
}

function make(): Task {
  const model = createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')
  const flights = new Flights<Report>()

  async function write(trail: string, signal: AbortSignal): Promise<Report> {
    return patiently(
      async (within) => {
        const { output, finishReason } = await generateText({
          model,
          output: Output.object({ schema: Report }),
          prompt: `Describe the state of the trail ${trail} after the storm, from these ranger notes: ...`,
          abortSignal: within,
          maxRetries: 0,
        })
        if (finishReason !== 'stop' && finishReason !== 'tool-calls') throw new AnswerError(`The report is cut: ${finishReason}.`)
        return output
      },
      { who: 'Anthropic', signal },
    )
  }

  return async ({ signal }) => flights.join('G20', async (inner) => write('G20', inner), signal)
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const late = runs.at(-1)?.[0]
  return late?.error instanceof ProviderError && late.journal.calls.length === 0
    ? 'An hour after the outage the old error is shown, without a call.'
    : undefined
}

export const trailReport: YardstickApp = {
  name: 'trail-report',
  story:
    'Hikers ask for the state of a trail; those who ask at the same time share one call to Claude, which is stopped when all have left. The bug: only a success takes the call out of the map of open ones. After one failure everyone gets this old error, until the process restarts.',
  sources: ['KanishJebaMathewM/Truxify#16320', 'atomantic/PortOS#654', 'jeanibarz/knowledge-base-mcp-server#803'],
  faultsNeeded: 1,
  kind: 'state',
  make,
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 3_600_000 }], wrong },
    { steps: [{ inject: [connectionReset()], copies: 3 }, { after: 3_600_000 }], wrong },
  ],
}
