import { createParser } from 'eventsource-parser'
import { midStreamError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Forwarded {
  readonly text: string
  readonly complete: boolean
  readonly note: string
}

type StreamEvent =
  | { readonly type: 'content_block_delta'; readonly delta: { readonly text?: string } }
  | { readonly type: 'message_delta'; readonly delta: { readonly stop_reason: string | null } }
  | { readonly type: 'error'; readonly error: { readonly message: string } }
  | { readonly type: 'message_stop' }
  | { readonly type: 'other' }

/** Forwards the text of a stream as it arrives, and ends with a note on whether it is complete. */
async function forward(prompt: string, send: (text: string) => void, signal: AbortSignal): Promise<Forwarded> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), 30_000)
  let text = ''
  let stop: string | null = null
  let note = 'the connection ended early'
  let isOver = false
  const parser = createParser({
    onEvent({ data }) {
      const event = JSON.parse(data) as StreamEvent
      if (isOver) return
      if (event.type === 'content_block_delta' && event.delta.text !== undefined) {
        text += event.delta.text
        send(event.delta.text)
      } else if (event.type === 'message_delta') stop = event.delta.stop_reason
      else if (event.type === 'error' || event.type === 'message_stop') {
        isOver = true
        note = event.type === 'error' ? event.error.message : `ended with ${String(stop)}`
      }
    },
  })
  try {
    const response = await fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ model: 'claude-haiku-4-5', max_tokens: 500, stream: true, messages: [{ role: 'user', content: prompt }] }),
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok || response.body === null) return { text, complete: false, note: `the provider answered ${response.status}` }
    const decoder = new TextDecoder()
    for await (const bytes of response.body) {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), 30_000)
      parser.feed(decoder.decode(bytes, { stream: true }))
    }
  } catch (error) {
    signal.throwIfAborted()
    return { text, complete: false, note: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
  return { text, complete: text !== '' && stop === 'end_turn' && note === 'ended with end_turn', note }
}

export const proxyMarksBreak: YardstickApp = {
  name: 'proxy-marks-break',
  story:
    'A proxy forwards the pieces of a stream to the browser as they come, and closes with a note. It never retries. If the stream breaks, the half that has been sent stays, and the closing note says that it is not complete, and why.',
  sources: ['TYRMars/Jarvis#341', 'BerriAI/litellm#31499', 'praxis-proxy/praxis#739'],
  kind: 'stream',
  make:
    () =>
    ({ observe, signal }) =>
      forward('Tell the story of the lighthouse.', observe.streamed, signal),
  scripts: ordeals(
    {
      isFull: (value) => (value as Forwarded).complete,
      fault(run) {
        const forwarded = run.value as Forwarded | undefined
        if (forwarded === undefined) return undefined
        if (forwarded.text !== run.streamed) return 'The value is not what was sent.'
        return forwarded.complete ? untold(run, forwarded.text) : undefined
      },
    },
    {
      steps: [{ inject: [midStreamError()] }],
      wrong: ([step]) =>
        (step?.[0]?.value as Forwarded | undefined)?.complete === false ? undefined : 'An answer that broke passes as complete.',
    },
  ),
}
