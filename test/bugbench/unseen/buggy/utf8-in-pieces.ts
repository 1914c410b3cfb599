import { splitBytes } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface ChatChunk {
  readonly choices: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[]
}

async function translate(text: string, signal: AbortSignal): Promise<string> {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({
      model: 'gpt-4o',
      stream: true,
      messages: [
        { role: 'system', content: 'You answer customers of a Swiss courier in German.' },
        { role: 'user', content: text },
      ],
    }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  if (!response.ok || response.body === null) throw new Error(`OpenAI answered ${response.status}.`)
  let pending = ''
  let answer = ''
  let finish: string | null = null
  for await (const bytes of response.body) {
    pending += new TextDecoder().decode(bytes)
    const lines = pending.split(/\r?\n/)
    pending = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data:')) continue
      const data = line.slice(5).trim()
      if (data === '[DONE]') {
        if (finish !== 'stop' || answer === '') throw new Error(`The answer ended with ${finish ?? 'no finish reason'}.`)
        return answer
      }
      const chunk = JSON.parse(data) as ChatChunk
      answer += chunk.choices[0]?.delta.content ?? ''
      finish = chunk.choices[0]?.finish_reason ?? finish
    }
  }
  throw new Error('The stream ended before [DONE].')
}

export const utf8InPieces: YardstickApp = {
  name: 'utf8-in-pieces',
  story:
    'A reply desk reads the event stream of Chat Completions by hand: it keeps half lines, and demands the finish reason and [DONE]. But it decodes each read on its own, so a character whose bytes arrive in two reads becomes two replacement characters, and the customer gets a garbled name and address.',
  sources: ['api7/aisix#111', 'intendant-dev/Intendant#411', 'majiayu000/litellm-rs#1180'],
  faultsNeeded: 1,
  kind: 'stream',
  make:
    () =>
    ({ signal }) =>
      translate('Päckchen nach Zürich: wo bleibt es?', signal),
  scripts: [
    {
      steps: [{ inject: [splitBytes({ size: 1 })] }],
      wrong: ([step]) => (String(step?.[0]?.value).includes('\uFFFD') ? 'The answer holds replacement characters.' : undefined),
    },
  ],
}
