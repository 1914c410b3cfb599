import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  neverResponds,
  outage,
  overloaded,
  quotaExhausted,
  rateLimited,
  refusal,
  serverError,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askAnthropic } from '../asked.ts'
import { judged } from '../judged.ts'
import { AnswerError, patiently, ProviderError } from '../patiently.ts'

type State = 'waiting' | 'sent' | 'given back'

interface Row {
  readonly key: string
  readonly name: string
  state: State
  letter?: string
}

/** The post office: takes each key once, as the real one does. */
class Post {
  readonly #taken = new Set<string>()

  send(key: string, deliver: () => void): void {
    if (this.#taken.has(key)) return
    this.#taken.add(key)
    deliver()
  }
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const post = new Post()
  const outbox: Row[] = ['Adler', 'Brandt', 'Celik'].map((name) => ({ key: `invitation ${name}`, name, state: 'waiting' }))

  /** Drafts once; a row keeps its letter for the next round. */
  async function draft(row: Row, signal: AbortSignal | undefined): Promise<string> {
    row.letter ??= await patiently(
      async (within) =>
        askAnthropic(client, within, {
          model: 'claude-haiku-4-5',
          max_tokens: 400,
          messages: [{ role: 'user', content: `Invite the ${row.name} family to the concert of the choir, in four sentences.` }],
        }),
      { who: 'Anthropic', signal, tries: 2, perTry: 10_000, inTotal: 25_000 },
    )
    return row.letter
  }

  return async ({ observe, signal }): Promise<Record<string, State>> => {
    for (const row of outbox.filter((row) => row.state === 'waiting')) {
      try {
        await draft(row, signal)
      } catch (error) {
        signal?.throwIfAborted()
        observe.alert(`${row.key}: ${String(error)}`)
        // What the model will never write goes back to the secretary. The rest waits for the next round.
        if (error instanceof AnswerError) row.state = 'given back'
        if (error instanceof ProviderError) break
        continue
      }
      signal?.throwIfAborted()
      post.send(row.key, () => observe.effect('send an invitation', { key: row.key }))
      row.state = 'sent'
    }
    return Object.fromEntries(outbox.map(({ key, state }) => [key, state]))
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.effects.length > 3) return 'A family is invited twice.'
  const states = Object.values((run.value ?? {}) as Record<string, State>)
  return states.some((state) => state !== 'sent') && run.alerts.length === 0 && run.journal.calls.length > 0
    ? 'A letter is not sent, and nobody knows.'
    : undefined
}

/** The rounds together send each letter once at most, and what waits is sent when the provider is back. */
const inAll: YardstickApp['scripts'][number] = {
  steps: [{ inject: [overloaded()] }, { inject: [serverError().nth(2)] }, { inject: [neverResponds().first(1)], abortAfter: 4000 }, {}, {}],
  wrong: (runs) => {
    const sent = runs.flat().flatMap((run) => run.effects).length
    return sent === 3 ? undefined : `${sent} letters were sent instead of 3.`
  },
}

export const choirLetters: YardstickApp = {
  name: 'choir-letters',
  story:
    'Each run is a round of an outbox of invitations. During an outage it resolves without having sent anything, with the state of each row and an alert: the rows wait for the next round, a letter that is drafted is kept, and the post takes each key once. A letter that the model cuts or refuses is given back to the secretary.',
  sources: ['https://microservices.io/patterns/data/transactional-outbox.html', 'polar_llama pnthn-ai/polar_llama#75'],
  kind: 'effects',
  make,
  scripts: [
    inAll,
    ...judged(wrong, [
      [{ inject: [overloaded()] }, {}],
      [{ inject: [rateLimited({ retryAfter: '15s' }).nth(2)] }, { inject: [rateLimited({ retryAfter: '10m' })] }, {}],
      [{ inject: [truncatedAtMaxTokens().nth(2)] }, {}],
      [{ inject: [refusal()] }, { inject: [emptyAnswer()] }],
      [{ inject: [authenticationFailed()] }, { inject: [quotaExhausted()] }],
      [{ inject: [errorWithStatus200()] }, { inject: [outage()] }],
      [{ inject: [neverResponds()] }],
      [{ inject: [neverResponds()], abortAfter: 3000 }],
    ]),
  ],
}
