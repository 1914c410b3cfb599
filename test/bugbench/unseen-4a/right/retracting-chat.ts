import OpenAI from 'openai'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  midStreamError,
  serverError,
  slowDrip,
  stalledStream,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly text: string
  readonly asked: number
}

const messages = [{ role: 'user' as const, content: 'Plan a weekend in Porto for us.' }]

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, streamed, journal, settledAfter } of runs.flat()) {
    if (settledAfter > 150_000) return `The chat took ${settledAfter} ms.`
    const reply = value as Reply | undefined
    if (reply === undefined) {
      if (error !== undefined && streamed !== '') return 'Half an answer stands on the screen after an error.'
      continue
    }
    const last = journal.calls.at(-1)
    if (streamed !== reply.text) return 'What stands on the screen is not the answer.'
    if (last?.ending !== 'complete' || last.finish !== 'stop') return 'An answer that is not complete is returned.'
  }
  return undefined
}

export const retractingChat: YardstickApp = {
  name: 'retracting-chat',
  story: `A chat on the openai SDK that shows the answer while it comes. When the stream breaks, what was shown is taken back and the
    question is asked once more without a stream; the value counts how often it was asked. What the second call says is shown at once.`,
  sources: ['google-gemini/gemini-cli#7428', 'mohdmaazgani/symptom-scribe-clean#882', 'codexmark/kram#109'],
  kind: 'stream',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })

    return async ({ observe, signal }): Promise<Reply> => {
      async function streamed(): Promise<string> {
        const silence = new AbortController()
        const timer = setTimeout(() => silence.abort(), 30_000)
        let [text, finish] = ['', '']
        try {
          const stream = await client.chat.completions.create(
            { model: 'gpt-4o', messages, stream: true },
            { signal: AbortSignal.any([signal, silence.signal]) },
          )
          for await (const { choices } of stream) {
            timer.refresh()
            const piece = choices[0]?.delta.content ?? ''
            text += piece
            if (piece !== '') observe.streamed(piece)
            finish = choices[0]?.finish_reason ?? finish
          }
        } finally {
          clearTimeout(timer)
        }
        signal.throwIfAborted()
        if (finish !== 'stop' || text === '') throw new Error(`The stream is not complete: ${finish || 'it ended early'}.`)
        return text
      }

      async function whole(): Promise<string> {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o', messages },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is not complete.')
        observe.streamed(choice.message.content)
        return choice.message.content
      }

      try {
        return { text: await streamed(), asked: 1 }
      } catch (error) {
        observe.retracted()
        if (signal.aborted || (error instanceof OpenAI.APIError && [400, 401, 403, 404].includes(Number(error.status)))) throw error
        return { text: await whole(), asked: 2 }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    {
      steps: [
        { inject: [truncatedStream().first(1)] },
        { inject: [midStreamError().first(1)] },
        { inject: [truncatedStream({ ending: 'reset' })] },
      ],
      wrong,
    },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    {
      steps: [
        { inject: [stalledStream().first(1)] },
        { inject: [truncatedAtMaxTokens()] },
        { copies: 2, inject: [truncatedAtMaxTokens().first(1)] },
      ],
      wrong,
    },
    { steps: [{ inject: [slowDrip({ perDelta: '1s' })], abortAfter: 5_000 }, {}], wrong },
  ],
}
