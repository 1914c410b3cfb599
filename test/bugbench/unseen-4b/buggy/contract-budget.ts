import { ApiError, FinishReason, GoogleGenAI } from '@google/genai'
import pRetry from 'p-retry'
import type { Task } from '../../../../src/property/index.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const perMonth = 900_000
/** What one long contract can cost at most, in tokens. */
const atMost = 250_000

class BudgetError extends Error {}

/** The tokens of one customer. The highest cost of a call is held back first, and settled when the bill is known. */
class MonthlyBudget {
  #spent = 0
  #reserved = 0
  #month = new Date().getUTCMonth()

  reserve(): void {
    this.#beginMonth()
    if (this.#spent + this.#reserved + atMost > perMonth) throw new BudgetError('The tokens of this month are used up.')
    this.#reserved += atMost
  }

  settle(used: number): void {
    this.#reserved -= atMost
    this.#spent += used
  }

  #beginMonth(): void {
    const month = new Date().getUTCMonth()
    if (month === this.#month) return
    this.#month = month
    this.#spent = 0
    this.#reserved = 0
  }
}

const isWorthRetrying = (error: unknown): boolean => error instanceof ApiError && error.status >= 500

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })
  const budget = new MonthlyBudget()

  async function review(signal: AbortSignal | undefined): Promise<string> {
    budget.reserve()
    const response = await client.models.generateContent({
      model: 'gemini-2.5-pro',
      contents: 'List the clauses of this lease that are to the harm of the tenant: ...',
      config: { abortSignal: within(120_000, signal) },
    })
    budget.settle(response.usageMetadata?.totalTokenCount ?? atMost)
    const reason = response.candidates?.[0]?.finishReason
    if (reason !== FinishReason.STOP || !response.text) throw new Error(`The review is incomplete: ${String(reason)}`)
    return response.text
  }

  return async ({ signal }) =>
    pRetry(async () => review(signal), { retries: 2, minTimeout: 30_000, shouldRetry: ({ error }) => isWorthRetrying(error), signal })
}

export const contractBudget: YardstickApp = {
  name: 'contract-budget',
  story:
    'Gemini reviews contracts under a monthly token budget: what a call may cost is reserved first and settled by the usage in the response. The bug: a call that fails never gives its reservation back. One short outage uses up the month of the customer, who is refused until the next one.',
  sources: ['librefang/librefang#4011', 'arman-jalili/rigorix-oss#74', 'gravitational/teleport#69166', 'MegLabsHetic/monorepo_megslab#58'],
  faultsNeeded: 1,
  kind: 'accounting',
  make,
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 3_600_000 }],
      wrong: (runs) => (runs[1]?.[0]?.error instanceof BudgetError ? 'An hour after the outage the budget counts as used up.' : undefined),
    },
  ],
}
