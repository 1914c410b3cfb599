import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { malformedEvent } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const url = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse'

const chunkSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(z.object({ text: z.string().default('') })).default([]) }).optional(),
        finishReason: z.string().optional(),
      }),
    )
    .default([]),
  error: z.object({ message: z.string() }).optional(),
})

function make(): Task {
  return async ({ observe, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': 'test' },
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'How do I bake sourdough bread?' }] }] }),
      signal: within(60_000, signal),
    })
    if (!response.ok || response.body === null) throw new Error(`Gemini answered ${response.status}.`)

    let text = ''
    let reason: string | undefined
    const parser = createParser({
      onEvent({ data }) {
        let json: unknown
        try {
          json = JSON.parse(data)
        } catch {
          return
        }
        const chunk = chunkSchema.parse(json)
        if (chunk.error !== undefined) throw new Error(chunk.error.message)
        const [candidate] = chunk.candidates
        const piece = candidate?.content?.parts.map((part) => part.text).join('') ?? ''
        if (piece !== '') observe.streamed(piece)
        text += piece
        reason = candidate?.finishReason ?? reason
      },
    })
    const decoder = new TextDecoder()
    for await (const bytes of response.body) parser.feed(decoder.decode(bytes, { stream: true }))
    parser.reset({ consume: true })
    if (reason !== 'STOP' || text === '') throw new Error(`The recipe is incomplete: ${String(reason)}`)
    return text
  }
}

export const recipeStream: YardstickApp = {
  name: 'recipe-stream',
  story:
    'Raw fetch to Gemini, with the events read by eventsource-parser and checked by zod; an answer counts only with the finish reason STOP. The bug: an event that is no valid JSON is skipped in silence, so a piece is missing in the middle of a recipe that passes as complete.',
  sources: ['bradyoo12/ai-dev-request#1443', 'labring/FastGPT#798', 'mistralai/client-js#18', 'diegosouzapw/OmniRoute#4937'],
  faultsNeeded: 1,
  kind: 'stream',
  make,
  scripts: [
    {
      steps: [{ inject: [malformedEvent({ afterDeltas: 2 })] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        return run?.error === undefined && run?.value !== run?.journal.calls[0]?.truth
          ? 'A piece is missing in the middle of the recipe.'
          : undefined
      },
    },
  ],
}
