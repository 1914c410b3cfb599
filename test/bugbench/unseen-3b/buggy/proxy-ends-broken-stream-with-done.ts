import { EventSourceParserStream } from 'eventsource-parser/stream'
import { truncatedStream } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string }; readonly finish_reason?: string | null }[]
  readonly error?: { readonly message: string }
}

async function* upstream(signal: AbortSignal): AsyncGenerator<string> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'How do I reset my router?' }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  if (!response.ok || response.body === null) throw new Error(`The provider answered with ${response.status}.`)
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  for await (const event of events) yield event.data
  if (signal.aborted) throw new Error('The client has gone.')
}

export const proxyEndsBrokenStreamWithDone: YardstickApp = {
  name: 'proxy-ends-broken-stream-with-done',
  story:
    'A gateway forwards the chunks of a chat stream and appends its own end marker. A connection that breaks after the first chunk is logged and the marker is written all the same, so the browser shows half of the instructions as a finished answer.',
  sources: ['NousResearch/hermes-agent#64554', 'murtaza-nasir/speakr#349'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noSilentTruncation(),
  make() {
    return async ({ observe, signal }) => {
      const forwarded: string[] = []
      let finish: string | undefined
      let text = ''
      try {
        for await (const data of upstream(signal)) {
          if (data === '[DONE]') break
          const chunk = JSON.parse(data) as Chunk
          if (chunk.error !== undefined) throw new Error(chunk.error.message)
          const piece = chunk.choices?.[0]?.delta?.content ?? ''
          finish = chunk.choices?.[0]?.finish_reason ?? finish
          text += piece
          observe.streamed(piece)
          forwarded.push(data)
        }
      } catch (error) {
        if (signal.aborted || forwarded.length === 0) throw error
        observe.alert(`stream interrupted: ${String(error)}`)
      }
      if (finish === 'length') return { text, truncated: true, events: [...forwarded, '[DONE]'] }
      return { text, truncated: false, events: [...forwarded, '[DONE]'] }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4, ending: 'reset' })] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const value = (run?.value ?? {}) as { truncated?: boolean; events?: string[] }
        if (value.events?.at(-1) !== '[DONE]' || value.truncated === true || run?.journal.calls.at(-1)?.ending === 'complete')
          return undefined
        return 'The browser got an end marker for an answer that broke off.'
      },
    },
  ],
}
