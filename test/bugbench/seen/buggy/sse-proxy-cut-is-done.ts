import { truncatedStream } from '../../../../faults/index.ts'
import { isWholeAnswer } from '../checks.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Transcript {
  readonly status: 'complete'
  readonly text: string
}

interface StreamedChunk {
  readonly error?: { readonly message: string }
  readonly choices?: readonly { readonly delta?: { readonly content?: string }; readonly finish_reason?: string | null }[]
}

export const sseProxyCutIsDone: YardstickApp = {
  name: 'sse-proxy-cut-is-done',
  story:
    'A proxy that forwards the SSE of Chat Completions by hand-written parsing and keeps a transcript. Bug: the end of the body counts as the end of the answer, [DONE] or not, so half an answer is filed as complete and the support agent reads it as the whole.',
  sources: [
    'llt22/talkio src/services/openai-chat-sse.ts',
    'mwwoodworth/fastapi-operator-env frontend/utils/sse.ts',
    'anomalyco/opencode#26170',
  ],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noSilentTruncation(),
  make() {
    const transcripts: Transcript[] = []

    return async ({ observe, signal }) => {
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
        body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Explain the warranty.' }] }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      if (!response.ok || response.body === null) throw new Error(`The model answered with ${response.status}.`)
      const decoder = new TextDecoder()
      let buffer = ''
      let text = ''
      let isOver = false
      for await (const bytes of response.body) {
        buffer += decoder.decode(bytes, { stream: true })
        const lines = buffer.split(/\r\n|\n|\r(?!$)/)
        buffer = lines.pop() ?? ''
        for (const line of lines) {
          if (!line.startsWith('data:')) continue
          const data = line.slice(5).trim()
          isOver ||= data === '[DONE]'
          if (isOver) break
          const chunk = JSON.parse(data) as StreamedChunk
          if (chunk.error !== undefined) throw new Error(chunk.error.message)
          const choice = chunk.choices?.[0]
          if (choice?.finish_reason != null && choice.finish_reason !== 'stop')
            throw new Error(`The answer ended by ${choice.finish_reason}.`)
          const piece = choice?.delta?.content ?? ''
          isOver = choice?.finish_reason === 'stop'
          if (piece === '') continue
          observe.streamed(piece)
          text += piece
        }
      }
      if (text === '') throw new Error('The model said nothing.')
      const transcript: Transcript = { status: 'complete', text }
      transcripts.push(transcript)
      return transcript
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 5, ending: 'clean' }).first(1)] }],
      wrong: (runs) => {
        const run = runs[0]![0]!
        const filed = run.value as Transcript | undefined
        return filed !== undefined && !isWholeAnswer(filed.text, run) ? `Half an answer is filed as complete: ${filed.text}` : undefined
      },
    },
  ],
}
