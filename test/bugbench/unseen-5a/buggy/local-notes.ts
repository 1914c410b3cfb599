import { splitBytes } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Line {
  readonly message?: { readonly content?: string }
  readonly done?: boolean
  readonly done_reason?: string
  readonly error?: string
}

const note = 'das Café Größenwahn in Zürich öffnet am Sonntag später'

/** The lines of a body of newline-delimited JSON, also when a line arrives in several parts. */
async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      rest += decoder.decode(value)
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as Line
    }
    if (rest.trim() !== '') yield JSON.parse(rest) as Line
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

export const localNotes: YardstickApp = {
  name: 'local-notes',
  story: `A panel that shows a summary of a note while it is written, by fetch from an Ollama on the same machine. It puts lines together
    that arrive in parts, and a summary that ends early is taken off the screen. Bug: the bytes of each read are decoded on their own, so a
    letter such as ü whose two bytes arrive in two reads turns into replacement characters, on the screen and in the stored summary.`,
  sources: ['ollama/ollama-js#255', 'googleapis/js-genai#764', 'pickle-com/glass#228'],
  faultsNeeded: 1,
  kind: 'stream',
  make() {
    return async ({ observe, signal }): Promise<string> => {
      const limit = AbortSignal.timeout(60_000)
      let summary = ''
      try {
        const response = await fetch('http://localhost:11434/api/chat', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'llama3.2', stream: true, messages: [{ role: 'user', content: `Summarize this: ${note}.` }] }),
          signal: AbortSignal.any([signal, limit]),
        })
        if (!response.ok || response.body === null) throw new Error(`Ollama answered with status ${response.status}`)
        let end: string | undefined
        for await (const line of readLines(response.body)) {
          if (line.error !== undefined) throw new Error(`Ollama reports: ${line.error}`)
          const text = line.message?.content ?? ''
          if (text !== '' && end === undefined) {
            summary += text
            observe.streamed(text)
          }
          if (line.done === true) end = line.done_reason ?? 'no reason'
        }
        if (end !== 'stop') throw new Error(`the summary ended early (${end ?? 'the stream broke off'})`)
        if (summary.trim() === '') throw new Error('the summary is empty')
        return summary
      } catch (error) {
        observe.retracted()
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'it took longer than a minute' : error instanceof Error ? error.message : String(error)
        throw new Error(`There is no summary of the note: ${reason}`, { cause: error })
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [splitBytes({ size: 1 })] }],
      wrong(runs) {
        const { value, streamed } = runs[0]![0]!
        return typeof value === 'string' && value.includes('\uFFFD') ? `Letters are destroyed: ${streamed}` : undefined
      },
    },
  ],
}
