import OpenAI from 'openai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const reserve = 16_000
const month = 30 * 86_400_000
const sections = ['introduction', 'findings', 'recommendations']

class BudgetError extends Error {
  override readonly name = 'BudgetError'
}

/** Tokens of a month. A call reserves the most that it can use, and gives back what it has not used. */
class Budget {
  #free = 100_000
  #since = Date.now()

  reserve(): void {
    if (Date.now() - this.#since >= month) [this.#free, this.#since] = [100_000, Date.now()]
    if (this.#free < reserve) throw new BudgetError('The tokens of this month are used up.')
    this.#free -= reserve
  }

  settle(used: number): void {
    this.#free += reserve - used
  }
}

export const reservedBudget: YardstickApp = {
  name: 'reserved-budget',
  story: `A report writer on the openai SDK that writes three sections at once within a budget of the month: each call reserves 16,000
    tokens and settles with what it has used. Bug: only a call that succeeds settles. What a failed call has reserved is never given
    back, and after one outage the customer is told for the rest of the month that the budget is used up.`,
  sources: ['BerriAI/litellm#30519', 'koala73/worldmonitor#8189', 'koala73/worldmonitor#7201'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const budget = new Budget()

    async function write(section: string, signal: AbortSignal): Promise<string> {
      budget.reserve()
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: `Write the ${section} of the report on parcel losses.` }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]) },
      )
      const choice = completion.choices[0]
      const text = choice?.message.content ?? ''
      budget.settle(completion.usage?.total_tokens ?? Math.ceil(text.length / 3))
      if (choice?.finish_reason !== 'stop' || text === '') throw new Error(`The ${section} is not complete.`)
      return text
    }

    return async ({ signal }) => {
      const written = await Promise.allSettled(sections.map((section) => write(section, signal)))
      const failure = written.find((one) => one.status === 'rejected')
      if (failure !== undefined) throw failure.reason
      return written.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).join('\n\n')
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 60_000, inject: [serverError()] }, { after: 86_400_000 }],
      wrong(runs) {
        const error = runs.at(-1)?.[0]?.error
        return error instanceof BudgetError ? 'A day after the outage the budget is used up by calls that never succeeded.' : undefined
      },
    },
  ],
}
