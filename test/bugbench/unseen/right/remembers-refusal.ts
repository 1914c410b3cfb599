import OpenAI from 'openai'
import { authenticationFailed } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

const isForGood = (error: unknown): boolean =>
  error instanceof OpenAI.APIError &&
  (error.status === 401 || error.status === 403 || error.status === 404 || error.code === 'insufficient_quota')

/** Does not call a provider that has refused permanently, for 15 minutes. */
class CarefulClient {
  readonly #client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 20_000 })
  #refused: { readonly until: number; readonly cause: unknown } | undefined

  async ask(prompt: string, signal: AbortSignal): Promise<string> {
    if (this.#refused !== undefined && Date.now() < this.#refused.until)
      throw new Error('OpenAI refuses our account. Have a look at the key and the bill.', { cause: this.#refused.cause })
    try {
      const { choices } = await this.#client.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The answer is not complete.')
      return choices[0].message.content
    } catch (cause) {
      if (isForGood(cause)) this.#refused = { until: Date.now() + 900_000, cause }
      throw cause
    }
  }
}

export const remembersRefusal: YardstickApp = {
  name: 'remembers-refusal',
  story:
    'A client that was refused for good (key, bill, model) asks nothing more for a quarter of an hour, and says why. A bad minute of the provider is not remembered.',
  sources: ['tbphp/gpt-load#407', 'gesta-run/subpool#26', 'tashfeenahmed/freellmapi#138'],
  kind: 'permanent',
  make() {
    const client = new CarefulClient()
    return ({ signal }) => client.ask('Draft a note on the new opening hours.', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
    },
    {
      steps: [{ inject: [authenticationFailed()] }, { after: 60_000 }, { after: 1_200_000 }],
      wrong: ([, soon, later]) => {
        if (soon?.[0]?.journal.calls.length !== 0) return 'It asks again although it was refused.'
        return later?.[0]?.error === undefined ? undefined : 'It does not come back after a quarter of an hour.'
      },
    },
  ),
}
