import { ChatAnthropic } from '@langchain/anthropic'
import type { AIMessageChunk } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import { midStreamError } from '../../../../faults/catalogue.ts'
import { noDuplicateText } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Streaming {
  stream(prompt: string, options: { signal: AbortSignal }): Promise<AsyncIterable<AIMessageChunk>>
}

const wholeReasons: ReadonlySet<unknown> = new Set(['stop', 'end_turn'])

/** A recipe page that streams into one bubble. */
export const fallbackAppended: YardstickApp = {
  name: 'fallback-appended',
  story:
    'A recipe page streams from OpenAI by LangChain and goes on with Anthropic if the stream fails. Bug: what OpenAI has already said stays in the bubble, so the cook reads the beginning of one recipe glued to another.',
  sources: ['qnbs/WorldScript-Studio#770', 'mastra-ai/mastra#9247', 'janfeddersen-wq/serdesAI#43'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: noDuplicateText(),
  make() {
    const models: Streaming[] = [
      new ChatOpenAI({ model: 'gpt-4o', apiKey: 'test', maxRetries: 1, timeout: 60_000 }),
      new ChatAnthropic({ model: 'claude-sonnet-4-6', apiKey: 'test', maxRetries: 1 }),
    ]
    return async ({ observe, signal }) => {
      let bubble = ''
      let lastError: unknown
      for (const model of models) {
        try {
          let finish: unknown
          const limit = AbortSignal.any([signal, AbortSignal.timeout(90_000)])
          for await (const chunk of await model.stream('How do I make a risotto without wine?', { signal: limit })) {
            bubble += chunk.text
            observe.streamed(chunk.text)
            finish = chunk.response_metadata['finish_reason'] ?? chunk.additional_kwargs['stop_reason'] ?? finish
          }
          if (!wholeReasons.has(finish)) throw new Error(`The stream ended without its end: ${String(finish)}`)
          return bubble
        } catch (error) {
          signal.throwIfAborted()
          lastError = error
        }
      }
      throw lastError
    }
  },
  scripts: [
    {
      steps: [{ inject: [midStreamError({ afterDeltas: 3 }).for('openai')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const last = run?.journal.calls.at(-1)
        return run?.value !== undefined && run.value !== last?.received ? 'The text of two models stands in one bubble.' : undefined
      },
    },
  ],
}
