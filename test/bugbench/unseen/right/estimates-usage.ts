import OpenAI from 'openai'
import { serverError, usageMissing } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Reply {
  readonly status: 'answered' | 'budget-exhausted'
  readonly text: string
  readonly left: number
}

/** A plan with a number of tokens. The highest cost of a call is reserved before it, and settled after it. */
class TokenPlan {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
  #left: number

  constructor(tokens: number) {
    this.#left = tokens
  }

  async ask(prompt: string, signal: AbortSignal): Promise<Reply> {
    const most = 400
    if (this.#left < most) return { status: 'budget-exhausted', text: 'Your tokens are used up.', left: this.#left }
    this.#left -= most
    let cost = 0
    try {
      const { choices, usage } = await this.#client.chat.completions.create(
        { model: 'gpt-4o', max_tokens: most - 50, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      const [choice] = choices
      const estimate = Math.ceil((prompt.length + (choice?.message.content?.length ?? 0)) / 4) + 20
      cost = Math.min(most, usage?.total_tokens || estimate)
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is not complete.')
      return { status: 'answered', text: choice.message.content, left: this.#left + most - cost }
    } finally {
      this.#left += most - cost
    }
  }
}

export const estimatesUsage: YardstickApp = {
  name: 'estimates-usage',
  story:
    'A token plan sets aside what a call may cost at most, and settles it afterwards: by the usage, or by an estimate if the provider leaves it out. A call that failed costs nothing. When too little is left it says so, without a call.',
  sources: ['tomnio/rubric#45', 'Floe-Labs/floe-guard#132', 'QuantumNous/new-api#4199'],
  kind: 'accounting',
  make() {
    const plan = new TokenPlan(20_000)
    return ({ signal }) => plan.ask('Describe the parcel shop in Delft.', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Reply).status === 'answered',
      fault: (run) => ((run.value as Reply | undefined)?.status === 'answered' ? untold(run, (run.value as Reply).text) : undefined),
    },
    {
      steps: [{ inject: [usageMissing()] }],
      wrong: ([step]) => ((step?.[0]?.value as Reply | undefined)?.left === 20_000 ? 'A call without a usage is free.' : undefined),
    },
    {
      steps: [{ inject: [serverError()], copies: 3 }, {}],
      wrong: ([, healed]) => (((healed?.[0]?.value as Reply | undefined)?.left ?? 0) > 19_600 ? undefined : 'Failed calls were charged.'),
    },
  ),
}
