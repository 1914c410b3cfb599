import OpenAI from 'openai'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Task } from '../../../../src/property/index.ts'
import { midStreamError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, within } from '../patiently.ts'

const encoder = new TextEncoder()
const event = (data: string): Uint8Array => encoder.encode(`data: ${data}\n\n`)

/** POST /api/docs-chat of the docs site. */
async function postDocsChat(client: OpenAI, request: Request): Promise<Response> {
  const left = new AbortController()
  const signal = within(60_000, AbortSignal.any([request.signal, left.signal]))
  const upstream = await client.chat.completions.create(
    { model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: await request.text() }] },
    { signal },
  )
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        let finish = ''
        for await (const chunk of upstream) {
          // Hosts in between send events of their own.
          if (!('choices' in chunk)) continue
          const choice = chunk.choices[0]
          if (choice?.delta.content) controller.enqueue(event(JSON.stringify({ delta: choice.delta.content })))
          finish = choice?.finish_reason ?? finish
        }
        if (finish !== 'stop') throw new AnswerError(`The answer ended with "${finish}".`)
      } finally {
        if (!signal.aborted) {
          controller.enqueue(event('[DONE]'))
          controller.close()
        }
      }
    },
    cancel: () => left.abort(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** What runs in the browser. */
async function readAnswer(response: Response, show: (text: string) => void): Promise<string> {
  if (response.body === null) throw new Error('The server sent nothing.')
  let text = ''
  for await (const { data } of response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
    if (data === '[DONE]') return text
    const { delta } = JSON.parse(data) as { delta: string }
    show(delta)
    text += delta
  }
  throw new Error('The connection to the server was lost.')
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  return async ({ observe, signal }) => {
    const request = new Request('https://docs.example/api/docs-chat', {
      method: 'POST',
      body: 'How do I rotate an access key?',
      ...(signal === undefined ? {} : { signal }),
    })
    return readAnswer(await postDocsChat(client, request), (text) => observe.streamed(text))
  }
}

function wrong(run: ScriptedRun | undefined): string | undefined {
  const ended = run?.journal.calls.some((call) => call.ending === 'complete')
  return run?.error === undefined && !ended ? `Half an answer ends as a whole one: "${String(run?.value)}"` : undefined
}

export const docsRelay: YardstickApp = {
  name: 'docs-relay',
  story:
    'A route handler of a docs site relays an answer of OpenAI to the browser as server-sent events, with a ReadableStream. The bug: [DONE] is sent in a finally block, also after the provider failed in mid-answer, so the browser takes half an answer for a whole one.',
  sources: ['archestra-ai/archestra#5681', 'it-at-m/mucgpt#1222 (api/routers/chat_router.py)'],
  faultsNeeded: 1,
  kind: 'stream',
  make,
  scripts: [
    { steps: [{ inject: [midStreamError()] }], wrong: (runs) => wrong(runs[0]?.[0]) },
    { steps: [{ inject: [truncatedStream({ ending: 'reset' })] }], wrong: (runs) => wrong(runs[0]?.[0]) },
  ],
}
