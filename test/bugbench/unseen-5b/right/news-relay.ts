import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  htmlError,
  ignoredStream,
  malformedEvent,
  midStreamError,
  neverResponds,
  overloaded,
  refusal,
  slowDrip,
  stalledStream,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { within } from '../patiently.ts'

const Sent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('delta'), text: z.string() }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('broken'), why: z.string() }),
])
type Sent = z.infer<typeof Sent>

const TextDone = z.object({ type: z.literal('response.output_text.done'), text: z.string() })

/** GET /briefing: each event has a type, and the last one reports whether the briefing is complete. */
function getBriefing(ask: (signal: AbortSignal) => AsyncGenerator<Sent, void>, request: Request): Response {
  const left = new AbortController()
  const events = ask(AbortSignal.any([request.signal, left.signal]))
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await events.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`))
    },
    cancel: () => left.abort(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

type Briefing =
  | { readonly state: 'whole'; readonly text: string }
  | { readonly state: 'broken'; readonly soFar: string; readonly why: string }

function make(): Task {
  const model = createOpenAI({ apiKey: 'test' })('gpt-4o')

  async function* brief(user: AbortSignal): AsyncGenerator<Sent, void> {
    const failures: unknown[] = []
    const signal = within(45_000, user)
    const result = streamText({
      model,
      prompt: 'Brief a radio host on the local news of the morning: ...',
      abortSignal: signal,
      maxRetries: 0,
      include: { rawChunks: true },
      onError: ({ error }) => void failures.push(error),
    })
    let finish = 'nothing'
    let shown = ''
    let sent = ''
    for await (const part of result.fullStream) {
      if (part.type === 'text-delta') {
        shown += part.text
        yield { type: 'delta', text: part.text }
      }
      // OpenAI repeats the complete text at its end, which shows lost and repeated deltas.
      if (part.type === 'raw') sent += TextDone.safeParse(part.rawValue).data?.text ?? ''
      if (part.type === 'error') failures.push(part.error)
      if (part.type === 'finish') finish = part.finishReason
    }
    user.throwIfAborted()
    if (signal.aborted) yield { type: 'broken', why: 'The provider took longer than 45 s.' }
    else if (failures.length > 0) yield { type: 'broken', why: String(failures[0]) }
    else if (finish !== 'stop' || shown.trim() === '')
      yield { type: 'broken', why: `The briefing ended with "${finish}" after ${shown.length} characters.` }
    else if (shown !== sent) yield { type: 'broken', why: 'A part of the briefing was lost on its way.' }
    else yield { type: 'done' }
  }

  return async ({ observe, signal }): Promise<Briefing> => {
    const request = new Request('https://radio.example/briefing', signal === undefined ? {} : { signal })
    const { body } = getBriefing(brief, request)
    if (body === null) throw new Error('The server sent nothing.')
    let text = ''
    for await (const { data } of body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
      const sent = Sent.parse(JSON.parse(data))
      if (sent.type === 'done') return { state: 'whole', text }
      if (sent.type === 'broken') {
        // The page strikes the text out.
        observe.retracted()
        observe.alert(`Broken briefing: ${sent.why}`)
        return { state: 'broken', soFar: text, why: sent.why }
      }
      observe.streamed(sent.text)
      text += sent.text
    }
    throw new Error('The connection to the server was lost.')
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const briefing = run.value as Briefing | undefined
  if (briefing === undefined) return undefined
  if (briefing.state === 'whole') return wholeAnswers(run).includes(briefing.text) ? undefined : 'A briefing counts as whole that is not.'
  return run.streamed === '' && run.alerts.length > 0 ? undefined : 'A broken briefing stays on the screen.'
}

export const newsRelay: YardstickApp = {
  name: 'news-relay',
  story:
    'A route handler relays a briefing by the ai SDK to a radio host as typed server-sent events, pulled one by one. It resolves whatever happens: a broken briefing is the value { state: "broken" } with the text so far and the reason, its text is struck out on the page, and the newsroom is alerted. A host who leaves ends the call.',
  sources: ['vercel/ai#17499', 'triggerdotdev/trigger.dev#4348', 'homarr-labs/homarr#6092'],
  kind: 'stream',
  make,
  scripts: judged(wrong, [
    [{ inject: [midStreamError()] }],
    [{ inject: [midStreamError({ afterDeltas: 0 })] }],
    [{ inject: [truncatedStream()] }],
    [{ inject: [truncatedStream({ ending: 'reset' })] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [contentFilter()] }, { inject: [refusal()] }],
    [{ inject: [emptyAnswer()] }, { inject: [errorWithStatus200()] }, { inject: [htmlError({ status: 200 })] }],
    [{ inject: [malformedEvent()] }, { inject: [ignoredStream()] }],
    [{ inject: [stalledStream()] }],
    [{ inject: [slowDrip()] }],
    [{ inject: [neverResponds()] }, { inject: [overloaded()] }],
    [{ inject: [slowDrip()], abortAfter: 9000 }],
    [{ inject: [neverResponds()], abortAfter: 9000 }],
  ]),
}
