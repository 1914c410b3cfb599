import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import { minute, neverSettled } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class Slots {
  #free = 2
  readonly #waiting: (() => void)[] = []

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--
    else
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
      })
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free++
    else next()
  }
}

export const leakedSlot: YardstickApp = {
  name: 'leaked-slot',
  story:
    'Alt texts for photos, two requests at a time. Bug: the slot is given back after the answer and not after a failure, so each failed request takes one away, and after two the service waits for ever.',
  sources: ['microsoft/agent-governance-toolkit#2928', 'uber/swift-concurrency#31', 'ollama/ollama#10005'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const slots = new Slots()

    return async ({ signal }) => {
      await slots.take()
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Write an alt text for a photo of a lighthouse.' }] },
        { signal },
      )
      slots.giveBack()
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The alt text is incomplete.')
      return choice.message.content
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: minute, inject: [serverError()] }, { after: minute }],
      wrong: (runs) => (neverSettled(runs[2]![0]!) ? 'No slot is left: the third request waits for ever.' : undefined),
    },
  ],
}
