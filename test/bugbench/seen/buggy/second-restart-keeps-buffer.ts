import OpenAI from 'openai'
import { truncatedStream } from '../../../../faults/index.ts'
import { isWholeAnswer } from '../checks.ts'
import { noDuplicateText } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class BrokenStreamError extends Error {}

export const secondRestartKeepsBuffer: YardstickApp = {
  name: 'second-restart-keeps-buffer',
  story:
    'An editor that streams a rewritten paragraph and restarts up to twice. Bug: the buffer is cleared together with the notice "restarting", which is shown once only, so after a second broken stream the paragraph holds the half of the second try before the whole third one.',
  sources: ['MoonshotAI/kimi-cli#2177', 'ducks/claux#15'],
  faultsNeeded: 2,
  kind: 'stream',
  fitting: noDuplicateText(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })

    return async ({ observe, signal }) => {
      let paragraph = ''
      let hasNotice = false

      async function append(): Promise<void> {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(40_000)])
        const chunks = await client.chat.completions.create(
          { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Rewrite this paragraph in plain words.' }] },
          { signal: limit },
        )
        let finish: string | null = null
        try {
          for await (const chunk of chunks) {
            const piece = finish === null ? (chunk.choices[0]?.delta.content ?? '') : ''
            finish = chunk.choices[0]?.finish_reason ?? finish
            paragraph += piece
            observe.streamed(piece)
          }
        } catch (error) {
          throw new BrokenStreamError('The stream broke.', { cause: error })
        }
        limit.throwIfAborted()
        if (finish === null) throw new BrokenStreamError('The stream ended early.')
        if (finish !== 'stop' || paragraph === '') throw new Error(`The model stopped by ${finish}.`)
      }

      for (let restarts = 0; ; restarts++) {
        try {
          await append()
          return paragraph
        } catch (error) {
          if (!(error instanceof BrokenStreamError) || restarts === 2 || signal.aborted) throw error
          if (!hasNotice) {
            hasNotice = true
            observe.alert('restarting')
            observe.retracted()
            paragraph = ''
          }
        }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4, ending: 'reset' }).nth(1), truncatedStream({ afterDeltas: 6 }).nth(2)] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        return run.value !== undefined && !isWholeAnswer(run.value, run) ? `Two answers are joined: ${String(run.value)}` : undefined
      },
    },
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 2 }).first(2)] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        return run.value !== undefined && run.streamed !== '' && !isWholeAnswer(run.streamed, run)
          ? `The user sees: ${run.streamed}`
          : undefined
      },
    },
  ],
}
