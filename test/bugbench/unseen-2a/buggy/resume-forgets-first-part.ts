import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { midStreamError, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const chunkSchema = z.object({
  error: z.object({ message: z.string() }).optional(),
  choices: z
    .array(z.object({ delta: z.object({ content: z.string().nullish() }).optional(), finish_reason: z.string().nullish() }))
    .optional(),
})

/** A stream that ended before its answer did. */
class CutError extends Error {}

const question = 'Write a short story about a lighthouse keeper who learns to bake.'

export const resumeForgetsFirstPart: YardstickApp = {
  name: 'resume-forgets-first-part',
  story:
    'A story writer reads server-sent events by hand and resumes a broken stream by sending what it has as the beginning of the answer. It sends what came in the last attempt instead of all: from the second break on, the model continues a text that lacks its beginning, and the reader gets a story that does not fit together.',
  sources: ['BerriAI/litellm#41127', 'janfeddersen-wq/serdesAI#43'],
  faultsNeeded: 2,
  kind: 'stream',
  make() {
    async function attempt(prefix: string, show: (text: string) => void, signal: AbortSignal): Promise<void> {
      const messages = [{ role: 'user', content: question }, ...(prefix === '' ? [] : [{ role: 'assistant', content: prefix }])]
      const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
        body: JSON.stringify({ model: 'meta-llama/llama-3.3-70b-instruct', stream: true, messages }),
        signal,
      })
      if (!response.ok || response.body === null) throw new Error(`OpenRouter answered ${response.status}`)
      let finish: string | undefined
      const parser = createParser({
        onEvent({ data }) {
          if (data === '[DONE]') return
          const chunk = chunkSchema.parse(JSON.parse(data))
          if (chunk.error !== undefined) throw new CutError(chunk.error.message)
          const choice = chunk.choices?.[0]
          // Text after the end is not part of the story.
          if (finish === undefined && choice?.delta?.content) show(choice.delta.content)
          finish = choice?.finish_reason ?? finish
        },
      })
      try {
        for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text)
      } catch (error) {
        if (signal.aborted || error instanceof z.ZodError || error instanceof SyntaxError) throw error
        throw new CutError('the connection broke', { cause: error })
      }
      if (finish === undefined) throw new CutError('the stream ended early')
      if (finish !== 'stop') throw new Error(`the story ended with ${finish}`)
    }

    return async ({ observe, signal }) => {
      const within = AbortSignal.any([signal, AbortSignal.timeout(120_000)])
      let story = ''
      let part = ''
      for (let tries = 1; ; tries += 1) {
        const prefix = part
        part = ''
        try {
          await attempt(
            prefix,
            (text) => {
              part += text
              story += text
              observe.streamed(text)
            },
            within,
          )
          if (story === '') throw new Error('the model wrote nothing')
          return story
        } catch (error) {
          if (!(error instanceof CutError) || tries === 3) throw error
        }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 5, ending: 'reset' }).nth(1), midStreamError({ afterDeltas: 4 }).nth(2)] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const calls = run?.journal.calls ?? []
        const last = calls.at(-1)?.call.messages.findLast(({ role }) => role === 'assistant')
        const sent = last?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? ''
        const seen = calls
          .slice(0, -1)
          .map(({ received }) => received)
          .join('')
        return sent === seen ? undefined : `The model was to continue "${sent}", and the reader has "${seen}".`
      },
    },
  ],
}
