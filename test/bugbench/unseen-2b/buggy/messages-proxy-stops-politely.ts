import { midStreamError } from '../../../../faults/catalogue.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface MessagesEvent {
  type: string
  delta?: { type?: string; text?: string; stop_reason?: string }
}

const reasons: Record<string, string> = { end_turn: 'stop', stop_sequence: 'stop', max_tokens: 'length', refusal: 'content_filter' }

export const messagesProxyStopsPolitely: YardstickApp = {
  name: 'messages-proxy-stops-politely',
  story:
    'Proxy that offers Claude under the chat completions format: raw fetch, events translated one by one, chunks forwarded. A bad status is passed on. Bug: an error event in the stream is no event that it translates, and the end of the body always becomes a chunk with a finish reason and [DONE]. Clients take half an answer as whole.',
  sources: ['BerriAI/litellm#20361', 'karthink/gptel#1512', 'ls1intum/edutelligence#923'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noSilentTruncation(),
  make() {
    return async ({ observe, signal }) => {
      const response = await fetch('https://api.anthropic.com/v1/messages', {
        method: 'POST',
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
        body: JSON.stringify({
          model: 'claude-sonnet-4-6',
          max_tokens: 1_000,
          stream: true,
          messages: [{ role: 'user', content: 'How do I descale the machine?' }],
        }),
      })
      if (!response.ok || response.body === null) throw new Error(`Upstream answered ${response.status}.`)
      const send = (choice: object) =>
        observe.streamed(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`)
      let finish = 'stop'
      const translate = (event: MessagesEvent) => {
        if (event.type === 'content_block_delta' && event.delta?.type === 'text_delta')
          send({ delta: { content: event.delta.text }, finish_reason: null })
        if (event.type === 'message_delta') finish = reasons[event.delta?.stop_reason ?? ''] ?? 'stop'
      }
      let rest = ''
      for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + piece).split(/\r\n?|\n/)
        rest = lines.pop() ?? ''
        for (const line of lines) if (line.startsWith('data:')) translate(JSON.parse(line.slice(5)) as MessagesEvent)
      }
      send({ delta: {}, finish_reason: finish })
      observe.streamed('data: [DONE]\n\n')
      return { finish }
    }
  },
  scripts: [
    {
      steps: [{ inject: [midStreamError({ afterDeltas: 4 })] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        return run?.journal.calls[0]?.finish !== 'stop' && run?.streamed.includes('"finish_reason":"stop"') === true
          ? 'Half an answer ends as a complete one.'
          : undefined
      },
    },
  ],
}
