import { createParser } from 'eventsource-parser'
import { stalledStream } from '../../../../faults/index.ts'
import { settlesWithin } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface ChatChunk {
  readonly choices: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[]
}

/** Opens the stream, and gives up if the host does not answer within 20 s. */
async function open(prompt: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const tooLate = new AbortController()
  const timer = setTimeout(() => tooLate.abort(new Error('Mistral did not answer within 20 s.')), 20_000)
  try {
    const response = await fetch('https://api.mistral.ai/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'mistral-large-latest', stream: true, messages: [{ role: 'user', content: prompt }] }),
      signal: AbortSignal.any([signal, tooLate.signal]),
    })
    if (!response.ok || response.body === null) throw new Error(`Mistral answered ${response.status}.`)
    return response.body
  } finally {
    clearTimeout(timer)
  }
}

async function ask(prompt: string, signal: AbortSignal): Promise<string> {
  let text = ''
  let finish: string | null = null
  const parser = createParser({
    onEvent({ data }) {
      if (data === '[DONE]') return
      const [choice] = (JSON.parse(data) as ChatChunk).choices
      text += choice?.delta.content ?? ''
      finish = choice?.finish_reason ?? finish
    },
  })
  const decoder = new TextDecoder()
  for await (const bytes of await open(prompt, signal)) parser.feed(decoder.decode(bytes, { stream: true }))
  if (finish !== 'stop' || text === '') throw new Error(`The answer ended with ${String(finish)}.`)
  return text
}

export const noIdleLimit: YardstickApp = {
  name: 'no-idle-limit',
  story:
    'A command-line client for Mistral has a timeout of 20 s, but clears it as soon as the headers are there. If the stream falls silent in the middle, nobody gives up: the user waits forever, and the job that called it with him.',
  sources: ['Astro-Han/pawwork#558', 'zirkelc/ai-retry#51', 'diegosouzapw/OmniRoute#13836'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: settlesWithin('10m'),
  make:
    () =>
    ({ signal }) =>
      ask('Write three lines for the newsletter.', signal),
  scripts: [
    {
      steps: [{ inject: [stalledStream({ afterDeltas: 4 })] }],
      wrong: ([step]) => ((step?.[0]?.settledAfter ?? 0) > 3_600_000 ? 'The task is not over after an hour.' : undefined),
    },
  ],
}
