import {
  authenticationFailed,
  truncatedAtMaxTokens,
  keepAliveComments,
  midStreamError,
  serverError,
  slowDrip,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Relayed {
  readonly text: string
  readonly complete: boolean
  readonly reason: string | null
}

interface Chunk {
  readonly error?: { readonly message?: string }
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null }; readonly finish_reason?: string | null }[]
}

const idle = 20_000
const mark = '\n[The answer was interrupted.]'

/** The data of each event of a stream. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    const lines = rest.split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim()
  }
  if (rest.startsWith('data:')) yield rest.slice(5).trim()
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, streamed, journal, settledAfter } of runs.flat()) {
    const relayed = value as Relayed | undefined
    const call = journal.calls.at(-1)
    if (call?.ending === 'hung' || (call?.endedAt ?? 0) - (call?.startedAt ?? 0) > settledAfter + 100) return 'The provider is read on.'
    if (relayed === undefined) continue
    if (streamed !== relayed.text + (relayed.complete ? '' : mark)) return 'What was shown is not what was returned.'
    if (relayed.complete !== (call?.ending === 'complete' && call.finish === 'stop')) return 'An answer has the wrong mark.'
  }
  return undefined
}

export const markedRelay: YardstickApp = {
  name: 'marked-relay',
  story: `A streaming proxy by plain fetch that splits the events of OpenAI by hand. An answer that breaks, stalls for 20 s, reports an
    error or runs into a limit ends with a visible mark and complete: false; the half that was shown is kept on purpose. Only a call
    that has shown nothing fails with an error. When the user leaves, the provider's stream is closed.`,
  sources: ['api7/aisix#198', 'aattaran/deepclaude#18', 'betagouv/ComparIA#319', 'JSONbored/loopover#7158'],
  kind: 'stream',
  make:
    () =>
    async ({ observe, signal }): Promise<Relayed> => {
      const silence = new AbortController()
      const stopped = AbortSignal.any([signal, silence.signal])
      const timer = setTimeout(() => silence.abort(new Error(`Nothing came for ${idle} ms.`)), idle)
      let [text, reason, finish] = ['', 'the stream ended early', '']
      try {
        const response = await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
          body: JSON.stringify({
            model: 'gpt-4o',
            stream: true,
            messages: [{ role: 'user', content: 'Tell me about the history of Bergen.' }],
          }),
          signal: stopped,
        })
        if (!response.ok || response.body === null) throw new Error(`The provider answered ${response.status}.`)
        for await (const data of eventsOf(response.body)) {
          timer.refresh()
          if (data === '[DONE]') break
          const chunk = JSON.parse(data) as Chunk
          if (chunk.error !== undefined) throw new Error(chunk.error.message ?? 'The provider reported an error.')
          const choice = chunk.choices?.[0]
          const piece = choice?.delta?.content ?? ''
          text += piece
          if (piece !== '') observe.streamed(piece)
          finish = choice?.finish_reason ?? finish
        }
        if (finish !== '') reason = finish
      } catch (error) {
        if (signal.aborted || text === '') throw error
        ;[finish, reason] = ['', error instanceof Error ? error.message : String(error)]
      } finally {
        clearTimeout(timer)
      }
      if (text === '') throw new Error(`The provider said nothing: ${reason}.`)
      if (finish === 'stop') return { text, complete: true, reason: null }
      observe.streamed(mark)
      return { text, complete: false, reason }
    },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream()] }, { inject: [truncatedStream({ ending: 'reset' })] }, { inject: [midStreamError()] }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { inject: [truncatedAtMaxTokens()] }], wrong },
    { steps: [{ inject: [splitBytes()] }, { inject: [keepAliveComments()] }, { inject: [stalledStream()] }, { after: 86_400_000 }], wrong },
    {
      steps: [
        { inject: [slowDrip({ perDelta: '1s' })], abortAfter: 3_500 },
        { copies: 2, inject: [slowDrip({ perDelta: '1s' })] },
      ],
      wrong,
    },
  ],
}
