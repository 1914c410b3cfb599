import { EventSourceParserStream } from 'eventsource-parser/stream'
import { slowDrip } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Chunk {
  readonly error?: { readonly message?: string }
  readonly choices?: readonly { readonly delta?: { readonly content?: string }; readonly finish_reason?: string | null }[]
}

const idle = 30_000

function withinIdle<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came for ${idle} ms.`)), idle)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The server's route: passes the bytes of the provider on to the browser. */
async function relay(prompt: string): Promise<ReadableStream<Uint8Array>> {
  const opening = new AbortController()
  const timer = setTimeout(() => opening.abort(new Error(`No answer began within ${idle} ms.`)), idle)
  const upstream = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: prompt }] }),
    signal: opening.signal,
  }).finally(() => clearTimeout(timer))
  if (!upstream.ok || upstream.body === null) throw new Error(`The provider answered ${upstream.status}.`)
  const reader = upstream.body.getReader()
  let isOpen = true
  return new ReadableStream({
    start(controller) {
      const pump = async (): Promise<void> => {
        for (;;) {
          const { done, value } = await withinIdle(reader.read())
          if (done) break
          if (isOpen) controller.enqueue(value)
        }
        if (isOpen) controller.close()
      }
      pump().catch((error: unknown) => {
        if (isOpen) controller.error(error)
        return reader.cancel().catch(() => undefined)
      })
    },
    cancel() {
      isOpen = false
    },
  })
}

export const chatRelay: YardstickApp = {
  name: 'chat-relay',
  story: `A chat server relays the stream of OpenAI to the browser, by plain fetch and a ReadableStream; the browser reads events with
    eventsource-parser and takes an answer as complete only after its finish reason. Bug: when the user leaves, the relay only stops
    to enqueue. It reads the provider's stream to its end: every answer that somebody has stopped is generated and paid in full.`,
  sources: ['Aaryan-Kapoor/Surface#28', 'bman654/clodex#170', 'BerriAI/litellm#30245', 'Wei-Shaw/claude-relay-service#1259'],
  faultsNeeded: 1,
  kind: 'abort',
  make:
    () =>
    async ({ observe, signal }) => {
      const body = await Promise.race([
        relay('Tell me about the history of Bergen.'),
        new Promise<never>((_, reject) => void signal.addEventListener('abort', () => reject(signal.reason as Error))),
      ])
      const events = body
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>, { signal })
        .pipeThrough(new EventSourceParserStream())
      let text = ''
      let finish: string | undefined
      for await (const { data } of events) {
        if (data === '[DONE]') break
        const chunk = JSON.parse(data) as Chunk
        if (chunk.error !== undefined) throw new Error(chunk.error.message ?? 'The provider reported an error.')
        const choice = chunk.choices?.[0]
        const piece = choice?.delta?.content ?? ''
        text += piece
        if (piece !== '') observe.streamed(piece)
        finish = choice?.finish_reason ?? finish
      }
      if (finish !== 'stop') throw new Error(`The answer is not complete: ${finish ?? 'the stream ended early'}.`)
      return text
    },
  scripts: [
    {
      steps: [{ inject: [slowDrip({ perDelta: '1s' })], abortAfter: 4_500 }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const call = run?.journal.calls[0]
        if (call?.endedAt === undefined || run?.error === undefined || call.endedAt - call.startedAt < run.settledAfter + 1_000)
          return undefined
        return `The user left after ${run.settledAfter} ms, and the provider was read for ${call.endedAt - call.startedAt} ms.`
      },
    },
  ],
}
