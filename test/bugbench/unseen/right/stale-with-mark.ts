import Anthropic from '@anthropic-ai/sdk'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

interface Forecast {
  readonly text: string
  readonly stale: boolean
}

/** A forecast in words, new every hour. If no new one can be had, the last one, marked. */
class ForecastDesk {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 2 })
  #last: { readonly text: string; readonly at: number } | undefined

  async #write(signal: AbortSignal): Promise<string> {
    const message = await this.#client.messages.create(
      { model: 'claude-haiku-4-5', max_tokens: 400, messages: [{ role: 'user', content: 'Put the figures of the harbour into words.' }] },
      // The timeout of the SDK ends with the headers.
      { signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]) },
    )
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || text === '') throw new Error('The forecast is not complete.')
    return text
  }

  async forecast(signal: AbortSignal): Promise<Forecast> {
    if (this.#last !== undefined && Date.now() - this.#last.at < 3_600_000) return { text: this.#last.text, stale: false }
    try {
      const text = await this.#write(signal)
      this.#last = { text, at: Date.now() }
      return { text, stale: false }
    } catch (error) {
      if (signal.aborted || this.#last === undefined) throw error
      return { text: this.#last.text, stale: true }
    }
  }
}

const isFresh = (value: unknown): boolean => (value as Forecast).text !== '' && !(value as Forecast).stale

export const staleWithMark: YardstickApp = {
  name: 'stale-with-mark',
  story:
    'A forecast in words is kept for an hour, and asked for again after it. If the model fails then, the last one is served with a mark that says so; without a last one the error is handed on.',
  sources: ['renovatebot/renovate#33852', 'Kong/swrv#4', 'praxis-proxy/praxis#314'],
  kind: 'state',
  make() {
    const desk = new ForecastDesk()
    return ({ signal }) => desk.forecast(signal)
  },
  scripts: ordeals(
    { isFull: isFresh },
    {
      steps: [{}, { inject: [serverError()], after: 7_200_000 }, { after: 7_200_000 }],
      wrong: ([, failed, healed]) => {
        if ((failed?.[0]?.value as Forecast | undefined)?.stale !== true) return 'An old forecast is not marked.'
        return isFresh(healed?.[0]?.value) ? undefined : 'A new forecast is marked as old.'
      },
    },
  ),
}
