import Anthropic, { APIError } from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  badRequest,
  contextLengthExceeded,
  truncatedAtMaxTokens,
  htmlError,
  neverResponds,
  overloaded,
  requestTooLarge,
  serverError,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askAnthropic } from '../asked.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, ProviderError, statusOf } from '../patiently.ts'

const lease = Array.from(
  { length: 80 },
  (_, index) => `§ ${index + 1} The tenant of flat ${index + 1} sweeps the stairs every second week.`,
).join('\n')
/** How often a text can be halved. */
const deepest = 2

interface Reviewed {
  readonly text: string
  /** In how many parts the lease was read. */
  readonly parts: number
}

function halves(text: string): [string, string] {
  const middle = text.indexOf('\n', text.length / 2)
  return [text.slice(0, middle), text.slice(middle + 1)]
}

function isTooLong(error: unknown): boolean {
  if (!(error instanceof ProviderError && error.cause instanceof APIError)) return false
  const status = statusOf(error.cause)
  return status === 413 || (status === 400 && /too long|context|exceed.*tokens/i.test(error.cause.message))
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })

  async function review(text: string, depth: number, end: number, signal: AbortSignal | undefined): Promise<string[]> {
    try {
      const answer = await patiently(
        async (within) =>
          askAnthropic(client, within, {
            model: 'claude-sonnet-4-6',
            max_tokens: 2000,
            messages: [{ role: 'user', content: `Which of these clauses are void?\n${text}` }],
          }),
        { who: 'Anthropic', signal, tries: 2, inTotal: Math.max(1, end - Date.now()) },
      )
      return [answer]
    } catch (error) {
      if (!isTooLong(error)) throw error
      if (depth === deepest) throw new AnswerError('The lease is too long, even in quarters. Please send it in parts.', { cause: error })
    }
    // One half after the other: if the first is of no use, the second is not sent.
    const answers: string[] = []
    for (const half of halves(text)) answers.push(...(await review(half, depth + 1, end, signal)))
    return answers
  }

  return async ({ signal }): Promise<Reviewed> => {
    const answers = await review(lease, 0, Date.now() + 90_000, signal)
    const [only = ''] = answers
    if (answers.length === 1) return { text: only, parts: 1 }
    const marked = answers.map((answer, index) => `Part ${index + 1} of ${answers.length}, read on its own:\n${answer}`)
    return { text: marked.join('\n\n'), parts: answers.length }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const reviewed = run.value as Reviewed | undefined
  if (run.journal.calls.length > 9) return `One lease takes ${run.journal.calls.length} calls.`
  if (reviewed === undefined) return undefined
  const answers = wholeAnswers(run)
  if (answers.length < reviewed.parts) return 'A part of the lease was not read.'
  return answers.every((answer) => reviewed.text.includes(answer)) ? undefined : 'The review says what no answer says.'
}

export const leaseHalves: YardstickApp = {
  name: 'lease-halves',
  story:
    'Claude looks for void clauses in a lease. A request that is too long, and only such a one, is sent again in halves, twice at most; the review then says in how many parts it was read, each on its own. So one refused call is followed by others with the same model, but never by the same request.',
  sources: [
    'OpenHands/OpenHands#6852 (context handling)',
    'akitaonrails/ai-memory#617',
    'anthropics/anthropic-sdk-typescript src/core/error.ts',
  ],
  kind: 'permanent',
  make,
  scripts: judged(wrong, [
    [{ inject: [contextLengthExceeded({ window: 1200 })] }],
    [{ inject: [contextLengthExceeded()] }, { inject: [requestTooLarge()] }],
    [{ inject: [contextLengthExceeded({ window: 1200 }), serverError().nth(3)] }],
    [{ inject: [contextLengthExceeded({ window: 1200 }), truncatedAtMaxTokens().nth(3)] }],
    [{ inject: [badRequest()] }, { inject: [authenticationFailed()] }],
    [{ inject: [overloaded()] }, { inject: [htmlError({ status: 200 })] }],
    [{ inject: [contextLengthExceeded({ window: 1200 }), neverResponds().nth(2)] }],
    [{ inject: [neverResponds()], abortAfter: 7000 }],
  ]),
}
