import OpenAI from 'openai'
import { truncatedStream } from '../../../../faults/index.ts'
import { noDuplicateText } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const chatBubbleRestarts: YardstickApp = {
  name: 'chat-bubble-restarts',
  story:
    'A chat window with the openai SDK. A stream that breaks is asked again once. Bug: the words of the first try stay in the bubble, so the user reads the beginning twice, joined to the second answer.',
  sources: ['HKUDS/nanobot#4038', 'google-gemini/gemini-cli#7428', 'dirge-code/dirge#552'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noDuplicateText(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })

    async function stream(show: (piece: string) => void, signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
      const chunks = await client.chat.completions.create(
        { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'How do I return a pair of shoes?' }] },
        { signal: limit },
      )
      let text = ''
      let finish: string | null = null
      for await (const chunk of chunks) {
        const choice = chunk.choices[0]
        const piece = finish === null ? (choice?.delta.content ?? '') : ''
        if (piece !== '') show(piece)
        text += piece
        finish = choice?.finish_reason ?? finish
      }
      limit.throwIfAborted()
      if (finish !== 'stop' || text === '') throw new Error(`The answer is incomplete: ${finish ?? 'no finish reason'}.`)
      return text
    }

    return async ({ observe, signal }) => {
      try {
        return await stream((piece) => observe.streamed(piece), signal)
      } catch (error) {
        if (signal.aborted || error instanceof OpenAI.APIError) throw error
        return stream((piece) => observe.streamed(piece), signal)
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4 }).first(1)] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        return run.error === undefined && run.streamed !== run.value ? `The user saw: ${run.streamed}` : undefined
      },
    },
  ],
}
