import OpenAI from 'openai'
import { contentFilter, midStreamError, rateLimited, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Frame =
  | { readonly event: 'text'; readonly text: string }
  | { readonly event: 'done' }
  | { readonly event: 'broken'; readonly reason: string }

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    const frames = run.value as readonly Frame[] | undefined
    if (frames === undefined) {
      if (run.streamed !== '') return 'The browser has text and no ending.'
      continue
    }
    const said = frames.map((frame) => (frame.event === 'text' ? frame.text : '')).join('')
    const isWhole = run.journal.calls.some(({ truth }) => truth === said)
    if (frames.at(-1)?.event === 'done' && !isWhole) return 'Half an answer is marked as done.'
    if (frames.at(-1)?.event === 'broken' && run.streamed !== '') return 'The browser keeps text that is void.'
    if (frames.at(-1)?.event === 'text') return 'The browser has text and no ending.'
  }
  return undefined
}

export const markedBrokenOff: YardstickApp = {
  name: 'marked-broken-off',
  story:
    'A proxy forwards the answer of OpenAI to a browser piece by piece. What was sent cannot be unsent, so it is not asked again after the first piece: the proxy sends a frame that voids the text and says why, and the browser offers a button. It resolves in that case too, with the frames that it sent.',
  sources: ['SSWConsulting/SSW.Rules.GPT#207', 'get-convex/agent#222', 'metabase/metabase#79336'],
  kind: 'stream',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 1, logLevel: 'off' })
    return async ({ observe, signal }) => {
      const frames: Frame[] = []
      const stream = await openai.chat.completions.create(
        { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'What is a good first dish to learn to cook?' }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      let finish: string | null = null
      try {
        for await (const { choices } of stream) {
          const [choice] = choices
          // Text after the end is not part of the answer.
          if (finish === null && choice?.delta.content) {
            frames.push({ event: 'text', text: choice.delta.content })
            observe.streamed(choice.delta.content)
          }
          finish = choice?.finish_reason ?? finish
        }
        if (signal.aborted) throw new Error('the reader has left')
        if (finish !== 'stop' || frames.length === 0) throw new Error(`the answer ended with ${finish ?? 'nothing'}`)
        frames.push({ event: 'done' })
      } catch (error) {
        observe.retracted()
        if (signal.aborted) throw error
        observe.alert(`an answer broke off: ${String(error)}`)
        frames.push({ event: 'broken', reason: String(error) })
      }
      return frames
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream({ afterDeltas: 6 })] }], wrong },
    { steps: [{ inject: [rateLimited({ retryAfter: '4s' }).first(1)], copies: 2 }], wrong },
    { steps: [{ inject: [midStreamError({ afterDeltas: 2 })] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [contentFilter({ share: 0.4 })] }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '9s' })], abortAfter: 4_000 }], wrong },
  ],
}
