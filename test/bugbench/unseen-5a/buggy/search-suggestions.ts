import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Shown {
  readonly query: string
  readonly suggestion: string
  readonly suggestedFor: string
}

const sleep = async (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

class SuggestionBox {
  readonly #client: OpenAI
  #query = ''
  #suggestion = { text: '', query: '' }

  constructor(client: OpenAI) {
    this.#client = client
  }

  get shown(): Shown {
    return { query: this.#query, suggestion: this.#suggestion.text, suggestedFor: this.#suggestion.query }
  }

  async #suggest(query: string, signal: AbortSignal): Promise<string> {
    const limit = AbortSignal.timeout(45_000)
    try {
      const completion = await this.#client.chat.completions.create(
        { model: 'openai/gpt-4o-mini', messages: [{ role: 'user', content: `Suggest one article of our help center for: ${query}` }] },
        { signal: AbortSignal.any([signal, limit]) },
      )
      const choice = completion?.choices?.[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('the suggestion is not complete')
      return choice.message.content
    } catch (error) {
      if (signal.aborted) throw error
      const reason = limit.aborted ? 'it took longer than 45 s' : error instanceof Error ? error.message : String(error)
      throw new Error(`There is no suggestion for "${query}": ${reason}`, { cause: error })
    }
  }

  /** Called when the user has paused after a key. */
  async type(query: string, signal: AbortSignal): Promise<void> {
    this.#query = query
    const text = await this.#suggest(query, signal)
    this.#suggestion = { text, query }
  }
}

export const searchSuggestions: YardstickApp = {
  name: 'search-suggestions',
  story: `A search box that suggests an article while the user types, by the OpenAI SDK at OpenRouter. Each query gets its own call, and the
    suggestion is shown when it arrives. Bug: a suggestion is also shown if it is for an older query. If the first call is slow, the user
    ends with the article for the letters typed ten seconds ago.`,
  sources: ['kubestellar/console#6046', 'vercel/swr#173', 'django-commons/django-unicorn#781'],
  faultsNeeded: 1,
  kind: 'race',
  make() {
    const client = new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0 })
    return async ({ signal }): Promise<Shown> => {
      signal.throwIfAborted()
      const box = new SuggestionBox(client)
      const early = box.type('ref', signal)
      early.catch(() => undefined)
      await sleep(4_000, signal)
      const late = box.type('refund policy for gift cards', signal)
      const [, end] = await Promise.allSettled([early, late])
      if (end.status === 'rejected') throw end.reason
      return box.shown
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '15s' }).first(1)] }],
      wrong(runs) {
        const shown = runs[0]?.[0]?.value as Shown | undefined
        if (shown === undefined || shown.query === shown.suggestedFor) return undefined
        return `The box holds "${shown.query}", and the suggestion is the one for "${shown.suggestedFor}".`
      },
    },
  ],
}
