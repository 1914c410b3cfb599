import Anthropic from '@anthropic-ai/sdk'
import { truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Screen {
  show(text: string): void
  clear(): void
}

/** Streams an answer to the screen. The text of a failed attempt is retracted first. */
class Panel {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })

  async #stream(prompt: string, { show }: Screen, signal: AbortSignal): Promise<string> {
    const silence = new AbortController()
    const giveUp = (): void => silence.abort()
    let timer = setTimeout(giveUp, 45_000)
    try {
      const stream = this.#client.messages.stream(
        { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content: prompt }] },
        { signal: AbortSignal.any([signal, silence.signal]) },
      )
      stream.on('text', (piece) => {
        clearTimeout(timer)
        timer = setTimeout(giveUp, 15_000)
        show(piece)
      })
      const message = await stream.finalMessage()
      if (message.stop_reason !== 'end_turn') throw new Error(`The answer ended with ${String(message.stop_reason)}.`)
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (text === '') throw new Error('The answer is empty.')
      return text
    } finally {
      clearTimeout(timer)
    }
  }

  async ask(prompt: string, screen: Screen, signal: AbortSignal): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#stream(prompt, screen, signal)
      } catch (error) {
        screen.clear()
        const isRefused = error instanceof Anthropic.APIError && error.status !== undefined
        if (signal.aborted || isRefused || attempt === 2) throw error
      }
    }
  }
}

export const retractsOnRetry: YardstickApp = {
  name: 'retracts-on-retry',
  story:
    'A panel streams an answer, and gives up after 15 s of silence. If the stream breaks, what was shown is taken back before the second attempt; after it the panel is empty and the error is handed on.',
  sources: ['HKUDS/nanobot#4038', 'dirge-code/dirge#552', 'Astro-Han/pawwork#558'],
  kind: 'stream',
  make() {
    const panel = new Panel()
    return ({ observe, signal }) =>
      panel.ask('Explain how the thermostat is set.', { show: observe.streamed, clear: observe.retracted }, signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault(run) {
        if (run.error !== undefined) return run.streamed === '' ? undefined : 'Half an answer is left on the screen.'
        return run.streamed === run.value ? untold(run, run.streamed) : 'The screen shows another text than the answer.'
      },
    },
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 6 }).first(1)] }],
      wrong: ([step]) => (step?.[0]?.error === undefined ? undefined : 'The second attempt does not help.'),
    },
  ),
}
