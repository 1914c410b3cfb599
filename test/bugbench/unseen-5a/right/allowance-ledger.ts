import Anthropic, { APIError } from '@anthropic-ai/sdk'
import {
  connectionReset,
  truncatedAtMaxTokens,
  emptyBody,
  overloaded,
  refusal,
  usageInflated,
  usageMissing,
  usageZero,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Entry =
  | { readonly type: 'reserved'; readonly question: number; readonly tokens: number }
  | { readonly type: 'settled'; readonly question: number; readonly tokens: number; readonly basis: 'reported' | 'assumed' | 'refused' }

interface Lesson {
  readonly answers: readonly { readonly question: string; readonly answer?: string; readonly problem?: string }[]
  readonly ledger: readonly Entry[]
  readonly spent: number
  /** Whether a part of the spent tokens is assumed, since the provider did not report it. */
  readonly isAssumed: boolean
}

const allowance = 3_000
const maxTokens = 400
const questions = ['What is a prime number?', 'Why is one not a prime number?', 'Is there a largest prime number?']

class Ledger {
  readonly entries: Entry[] = []

  /** The sum of what is settled, and reserved and not yet settled. */
  get spent(): number {
    const settled = new Set(this.entries.filter(({ type }) => type === 'settled').map(({ question }) => question))
    return this.entries
      .filter(({ type, question }) => type === 'settled' || !settled.has(question))
      .reduce((sum, { tokens }) => sum + tokens, 0)
  }

  reserve(question: number, tokens: number): boolean {
    if (this.spent + tokens > allowance) return false
    this.entries.push({ type: 'reserved', question, tokens })
    return true
  }

  settle(question: number, tokens: number, basis: 'reported' | 'assumed' | 'refused'): void {
    this.entries.push({ type: 'settled', question, tokens, basis })
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal } of runs.flat()) {
    const lesson = value as Lesson | undefined
    if (lesson === undefined) {
      if (!(error as Error | undefined)?.name.includes('Abort')) return `A run ended with ${String(error)}`
      continue
    }
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    const answered = lesson.answers.filter(({ answer }) => answer)
    if (answered.length + lesson.answers.filter(({ problem }) => problem).length !== questions.length)
      return 'A question has no answer and no reason.'
    if (isCalm && (answered.length !== questions.length || lesson.isAssumed)) return 'A calm lesson was not complete.'
    if (answered.length > 0 && lesson.spent === 0) return 'Answers came for nothing.'
    const assumed = lesson.ledger.some((entry) => entry.type === 'settled' && entry.basis === 'assumed')
    if (assumed !== lesson.isAssumed) return 'The lesson does not say that a part is assumed.'
  }
  return undefined
}

export const allowanceLedger: YardstickApp = {
  name: 'allowance-ledger',
  story: `A lesson with an allowance of tokens on the Anthropic SDK, with a ledger of events. Tokens are reserved before a call and settled
    after it. If the provider does not say them, or says none, or the connection breaks, the whole reservation counts, which is marked as
    assumed; a call that was refused costs nothing. When the allowance is used up, the next question is not asked, and the pupil is told.`,
  sources: ['PostHog/posthog-js#4664', 'growthxai/output#391', 'cardstack/boxel#4328'],
  kind: 'accounting',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })

    async function ask(ledger: Ledger, at: number, signal: AbortSignal): Promise<{ answer?: string; problem?: string }> {
      const content = questions[at]!
      const most = content.length + maxTokens
      if (!ledger.reserve(at, most)) return { problem: `The allowance of ${allowance} tokens is used up.` }
      const limit = AbortSignal.timeout(20_000)
      let message: Anthropic.Message | undefined
      try {
        message = await client.messages.create(
          { model: 'claude-sonnet-4-6', max_tokens: maxTokens, messages: [{ role: 'user', content }] },
          { signal: AbortSignal.any([signal, limit]) },
        )
      } catch (error) {
        const isRefused = error instanceof APIError && error.status !== undefined
        ledger.settle(at, isRefused ? 0 : most, isRefused ? 'refused' : 'assumed')
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no answer within 20 s' : error instanceof Error ? error.message : String(error)
        return { problem: `The teacher is not there: ${reason}` }
      }
      const said = (message?.usage?.input_tokens ?? 0) + (message?.usage?.output_tokens ?? 0)
      const isReported = Boolean(message?.usage?.input_tokens) && Boolean(message?.usage?.output_tokens)
      ledger.settle(at, isReported ? said : most, isReported ? 'reported' : 'assumed')
      const answer = (message?.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message?.stop_reason === 'end_turn' && answer.trim() !== '') return { answer }
      return { problem: `The answer was not whole (${message?.stop_reason ?? 'no reason'}), so it is not shown.` }
    }

    return async ({ signal }): Promise<Lesson> => {
      const ledger = new Ledger()
      const answers: Lesson['answers'][number][] = []
      for (const [at, question] of questions.entries()) answers.push({ question, ...(await ask(ledger, at, signal)) })
      const isAssumed = ledger.entries.some((entry) => entry.type === 'settled' && entry.basis === 'assumed')
      return { answers, ledger: ledger.entries, spent: ledger.spent, isAssumed }
    }
  },
  scripts: [
    { steps: [{ inject: [usageMissing()] }, { inject: [usageZero().nth(2)] }, {}], wrong },
    { steps: [{ inject: [usageInflated({ factor: 50 })] }, { inject: [usageInflated({ factor: 2 })] }], wrong },
    { steps: [{ inject: [overloaded().nth(1), connectionReset().nth(2)] }, { inject: [emptyBody()] }], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens()] }, { inject: [refusal().nth(3)] }, { copies: 2, abortAfter: 1_200 }, {}], wrong },
  ],
}
