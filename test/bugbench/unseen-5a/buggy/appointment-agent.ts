import { createAnthropic } from '@ai-sdk/anthropic'
import { APICallError, generateText, isStepCount, tool } from 'ai'
import { z } from 'zod'
import { overloaded, serverError } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Booking {
  readonly reply: string
  readonly booked: readonly string[]
}

const sleep = async (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

/** How long to wait before the one retry, or undefined if there is to be none. */
function pauseAfter(error: unknown): number | undefined {
  if (!APICallError.isInstance(error) || (error.statusCode ?? 0) < 500) return undefined
  const headers = error.responseHeaders ?? {}
  const pause = headers['retry-after'] === undefined ? 3_000 : Number(headers['retry-after']) * 1_000
  return headers['x-should-retry'] !== 'false' && pause > 0 && pause <= 15_000 ? pause : undefined
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const { effects } = runs[0]![0]!
  return effects.length > 1 ? `One request of one patient led to ${effects.length} bookings.` : undefined
}

export const appointmentAgent: YardstickApp = {
  name: 'appointment-agent',
  story: `Books appointments at a practice by a tool, on the AI SDK with Anthropic. Arguments are validated, and a second booking in one turn
    is refused. When a call fails for a moment, the turn is tried once more after a pause. Bug: the turn is tried again from its start,
    also if the booking was made and only the closing words of the model failed. Then the patient has two appointments.`,
  sources: ['MervinPraison/PraisonAI#3860', 'pleaseai/shunt#122', 'micro/go-micro#3306'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const model = createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')
    let numbers = 0

    return async ({ observe, signal }): Promise<Booking> => {
      async function turn(): Promise<Booking> {
        const booked: string[] = []
        const book = tool({
          description: 'Books the appointment. Call it once.',
          inputSchema: z.object({ day: z.string().min(1), reason: z.string().min(1) }),
          execute: ({ day }) => {
            if (booked.length > 0) return 'There is a booking already. Tell the patient about it.'
            numbers += 1
            observe.effect(`book appointment ${numbers}`)
            booked.push(`no. ${numbers}, ${day}`)
            return `Booked as number ${numbers}.`
          },
        })
        try {
          await generateText({
            model,
            tools: { book },
            stopWhen: isStepCount(4),
            maxRetries: 0,
            prompt: 'Book an appointment on Friday for me, my knee hurts.',
            abortSignal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]),
          })
        } catch (error) {
          if (booked.length === 0 || signal.aborted || pauseAfter(error) !== undefined) throw error
        }
        if (booked.length === 0) throw new Error('the assistant booked none')
        return { reply: `Your appointment is booked: ${booked.join('; ')}`, booked }
      }

      function failed(error: unknown): unknown {
        if (signal.aborted) return error
        return new Error(`The appointment could not be made: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }

      try {
        return await turn()
      } catch (error) {
        const pause = pauseAfter(error)
        if (signal.aborted || pause === undefined) throw failed(error)
        await sleep(pause, signal)
        return turn().catch((second: unknown) => {
          throw failed(second)
        })
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().nth(2)] }], wrong },
    { steps: [{ inject: [overloaded().nth(2)] }], wrong },
  ],
}
