import OpenAI from 'openai'
import { truncatedStream } from '../../../../faults/index.ts'
import { noDuplicateText } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

type Show = (text: string) => void

/** Streams one answer to the screen. */
async function streamOnce(client: OpenAI, prompt: string, show: Show, signal: AbortSignal): Promise<string> {
  let text = ''
  let finish: string | null = null
  const stream = await client.chat.completions.create(
    { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: prompt }] },
    { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
  )
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? ''
    finish = chunk.choices[0]?.finish_reason ?? finish
    text += piece
    if (piece !== '') show(piece)
  }
  if (finish !== 'stop' || text === '') throw new Error('The answer stopped midway.')
  return text
}

function makePanel(): (prompt: string, show: Show, signal: AbortSignal) => Promise<string> {
  const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
  return async (prompt, show, signal) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await streamOnce(client, prompt, show, signal)
      } catch (error) {
        const isLasting = error instanceof OpenAI.APIError && error.status !== undefined
        if (signal.aborted || isLasting || attempt === 3) throw error
        await new Promise((resolve) => void setTimeout(resolve, 500 * attempt))
      }
    }
  }
}

export const retryAppendsAgain: YardstickApp = {
  name: 'retry-appends-again',
  story:
    'A streaming side panel shows each piece as it comes, and asks again if the connection breaks in the middle. The text that is on the screen is not taken back before the next attempt, so the user reads the first half twice, run together.',
  sources: ['HKUDS/nanobot#4038', 'agentscope-ai/agentscope-java#2478', 'dirge-code/dirge#552'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noDuplicateText(),
  make() {
    const ask = makePanel()
    return ({ observe, signal }) => ask('Explain the customs form for a parcel to Norway.', observe.streamed, signal)
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 5, ending: 'reset' }).first(1)] }],
      wrong: ([step]) =>
        step?.[0]?.streamed === step?.[0]?.value
          ? undefined
          : 'The screen shows another text than the answer: its beginning stands there twice.',
    },
  ],
}
