import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { generateText } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

type Handled =
  | { readonly ticket: string; readonly status: 'replied' | 'later' }
  | { readonly ticket: null; readonly status: 'nothing-to-do' }

/** Works off tickets, one per run. A ticket leaves the queue when its reply is sent, and goes back to the front otherwise. */
class TicketWorker {
  readonly #openrouter = createOpenRouter({ apiKey: 'test' })
  readonly #queue = Array.from({ length: 12 }, (_, index) => `T-${index + 1}`)

  async next(send: (ticket: string) => void, signal: AbortSignal): Promise<Handled> {
    signal.throwIfAborted()
    const ticket = this.#queue.shift()
    if (ticket === undefined) return { ticket: null, status: 'nothing-to-do' }
    let isSent = false
    try {
      const { text, finishReason } = await generateText({
        model: this.#openrouter.chat('openai/gpt-4o'),
        prompt: `Reply to ticket ${ticket}: the customer asks for an invoice.`,
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
      })
      if (finishReason !== 'stop' || text === '') return { ticket, status: 'later' }
      send(ticket)
      isSent = true
      return { ticket, status: 'replied' }
    } catch {
      signal.throwIfAborted()
      return { ticket, status: 'later' }
    } finally {
      if (!isSent) this.#queue.unshift(ticket)
    }
  }
}

export const requeues: YardstickApp = {
  name: 'requeues',
  story:
    'A worker handles one ticket per run, so each run is about another one. A ticket whose reply could not be written goes back to the front, the value says "later", and the next run takes it up. Each is replied to once.',
  sources: ['AIObjectives/tttc-light-js#532', 'cloudflare/cloudflare-docs#7796', 'ColeMurray/background-agents#1022'],
  kind: 'effects',
  make() {
    const worker = new TicketWorker()
    return ({ observe, signal }) => worker.next((ticket) => observe.effect(`reply:${ticket}`), signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Handled).status === 'replied',
      fault({ value, effects }) {
        const handled = value as Handled | undefined
        return (handled?.status === 'replied') === (effects.length === 1) ? undefined : 'The value and what was sent do not agree.'
      },
    },
    {
      steps: [{ inject: [serverError()] }, {}, {}],
      wrong: (runs) => {
        const sent = runs.flat().flatMap(({ effects }) => effects)
        return sent.join(' ') === 'reply:T-1 reply:T-2' ? undefined : `What was sent: ${sent.join(' ')}.`
      },
    },
  ),
}
