import { splitBytes } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Event {
  readonly error?: { readonly message: string }
  readonly choices?: readonly { readonly delta?: { readonly content?: string }; readonly finish_reason?: string | null }[]
}

export const decoderPerRead: YardstickApp = {
  name: 'decoder-per-read',
  story:
    'A caption service reads an SSE stream with fetch and a buffer for lines. Bug: each read of the socket is decoded by itself, so a character that is split between two reads becomes two question marks, and customers read captions with broken names.',
  sources: ['api7/aisix#111', 'katanemo/plano#980', '1jehuang/jcode#613'],
  faultsNeeded: 1,
  kind: 'stream',
  make() {
    return async ({ signal }) => {
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
        body: JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: 'Describe Zürich Seebrücke.' }] }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]),
      })
      if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`)
      let caption = ''
      let finish: string | undefined
      let isDone = false
      let rest = ''
      for await (const bytes of response.body) {
        const lines = (rest + new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes)).split(/\r\n|\n|\r(?!$)/)
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (!line.startsWith('data:')) continue
          const data = line.slice(5).trim()
          isDone ||= data === '[DONE]'
          if (isDone) break
          const { error, choices } = JSON.parse(data) as Event
          if (error !== undefined) throw new Error(error.message)
          if (finish === undefined) caption += choices?.[0]?.delta?.content ?? ''
          finish = choices?.[0]?.finish_reason ?? finish
        }
      }
      if (!isDone || finish !== 'stop' || caption === '') throw new Error('The caption is incomplete.')
      return caption
    }
  },
  scripts: [
    {
      steps: [{ inject: [splitBytes({ size: 1 }).first(1)] }],
      wrong: (runs) => {
        const { value } = runs[0]![0]!
        return String(value).includes('\uFFFD') ? `The caption is garbled: ${String(value)}` : undefined
      },
    },
  ],
}
