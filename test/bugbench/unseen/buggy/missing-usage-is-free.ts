import OpenAI from 'openai'
import { usageMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly status: 'answered' | 'budget-exhausted'
  readonly text: string
}

/** A free plan: a number of tokens a month for each user. */
class FreePlan {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
  #left = 250

  async ask(prompt: string, signal: AbortSignal): Promise<Reply> {
    if (this.#left <= 0) return { status: 'budget-exhausted', text: 'Your free tokens are used up until next month.' }
    const { choices, usage } = await this.#client.chat.completions.create(
      { model: 'gpt-4o', max_tokens: 400, messages: [{ role: 'user', content: prompt }] },
      { signal },
    )
    this.#left -= usage?.total_tokens ?? 0
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The model gave no complete answer.')
    return { status: 'answered', text: choices[0].message.content }
  }
}

export const missingUsageIsFree: YardstickApp = {
  name: 'missing-usage-is-free',
  story:
    'A free plan takes the tokens of each answer off a monthly budget. An answer that does not say what it cost counts as nothing: while the provider leaves the usage out, a script of one user runs up a bill without an end.',
  sources: ['defilantech/LLMKube#1852', 'tomnio/rubric#45', 'ferro-labs/ai-gateway#281'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const plan = new FreePlan()
    return ({ signal }) => plan.ask('Tell me about parcels to Iceland.', signal)
  },
  scripts: [
    {
      steps: Array.from({ length: 8 }, () => ({ inject: [usageMissing()], after: 1_000 })),
      wrong: (runs) =>
        runs.flat().every(({ value }) => (value as Reply | undefined)?.status === 'answered')
          ? 'Eight answers, and the budget of three is not used up.'
          : undefined,
    },
  ],
}
