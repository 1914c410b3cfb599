import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/index.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const publishesAfterAbort: YardstickApp = {
  name: 'publishes-after-abort',
  story:
    'Writes an announcement in three steps and publishes it. Bug: only the first request is given the signal of the user, so an author who presses "stop" during a slow draft finds the announcement published all the same.',
  sources: ['Garudex-Labs/caracal#350', 'bman654/clodex#170'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 60_000, maxRetries: 2 })

    async function write(content: string, options: { readonly signal?: AbortSignal } = {}): Promise<string> {
      const completion = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }, options)
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('A text is incomplete.')
      return choice.message.content
    }

    return async ({ observe, signal }) => {
      const outline = await write('Outline the announcement of our new harbor line.', { signal })
      const draft = await write(`Write the announcement after this outline: ${outline}`)
      const final = await write(`Correct the spelling: ${draft}`)
      observe.effect('publish announcement')
      return final
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '20s' }).nth(2)], abortAfter: 5_000 }],
      wrong: (runs) => {
        const { effects, settledAfter } = runs[0]![0]!
        return settledAfter > 5_000 && effects.length > 0 ? 'It was published 15 s after the author stopped it.' : undefined
      },
    },
  ],
}
