import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

/** Calls a second model if the first takes more than 3 s or fails, and uses the first good answer. */
class Hedge {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

  async #ask(model: string, prompt: string, signal: AbortSignal): Promise<string> {
    const { choices } = await this.#client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] }, { signal })
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error(`${model} gave no complete answer.`)
    return choices[0].message.content
  }

  async ask(prompt: string, signal: AbortSignal): Promise<string> {
    const settled = new AbortController()
    const either = AbortSignal.any([signal, settled.signal])
    const first = this.#ask('gpt-4o', prompt, either)
    const second = soonerOf(first, 3_000).then(() => {
      either.throwIfAborted()
      return this.#ask('gpt-4o-mini', prompt, either)
    })
    try {
      return await Promise.any([first, second])
    } finally {
      settled.abort()
    }
  }
}

/** Resolves when the work has failed or the time is over; never if the work succeeds before. */
function soonerOf(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    work.then(
      () => clearTimeout(timer),
      () => {
        clearTimeout(timer)
        resolve()
      },
    )
  })
}

export const hedgeStopsLoser: YardstickApp = {
  name: 'hedge-stops-loser',
  story:
    'A search box hedges: if the first model has failed or says nothing for three seconds, a second is asked as well. The first good answer wins, and the other call is stopped.',
  sources: ['diegosouzapw/OmniRoute#10846 (hedge propagation)', 'juspay/neurolink#1649'],
  kind: 'transient',
  make() {
    const hedge = new Hedge()
    return ({ signal }) => hedge.ask('Find a name for a grey paint.', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
    },
    {
      steps: [{ inject: [slowFirstToken({ by: '15s' }).first(1)] }],
      wrong: ([step]) => {
        const [slow] = step?.[0]?.journal.calls ?? []
        if ((step?.[0]?.settledAfter ?? 0) > 4_000) return 'The second model does not help.'
        return slow?.ending === 'aborted' ? undefined : 'The call that lost goes on.'
      },
    },
  ),
}
