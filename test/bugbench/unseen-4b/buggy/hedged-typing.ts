import { ChatAnthropic } from '@langchain/anthropic'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Task } from '../../../../src/property/index.ts'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const hedgeAfter = 3000
const question = 'Explain what a hedge fund does.'

function make(): Task {
  const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-sonnet-4-6', maxTokens: 600, maxRetries: 0, streamUsage: false })

  return async ({ observe, signal }) => {
    let begun = false

    async function type(): Promise<string> {
      let text = ''
      let reason: unknown
      const stream = await model.stream(question, { signal: within(60_000, signal) })
      for await (const chunk of stream) {
        begun = true
        text += chunk.text
        observe.streamed(chunk.text)
        reason = chunk.additional_kwargs['stop_reason'] ?? reason
      }
      if (reason !== 'end_turn' || text.trim() === '') {
        observe.retracted()
        throw new Error(`The answer is incomplete: ${String(reason)}`)
      }
      return text
    }

    const first = type()
    const second = Promise.race([sleep(hedgeAfter), first.then(() => undefined)]).then(async () => (begun ? first : type()))
    return Promise.any([first, second]).catch((error: unknown) => {
      observe.retracted()
      throw error instanceof AggregateError ? error.errors[0] : error
    })
  }
}

export const hedgedTyping: YardstickApp = {
  name: 'hedged-typing',
  story:
    'LangChain streams an answer to a chat window, and asks a second time if no token has come within three seconds. The bug: the request that came too late is neither aborted nor silenced, so it types its answer into the same window behind the first. The reader sees two answers run together, and both are paid.',
  sources: ['hugalafutro/model-hotel#259', 'praxis-proxy/praxis#924', 'langchain-ai/langchainjs libs/providers/langchain-anthropic'],
  faultsNeeded: 1,
  kind: 'race',
  make,
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '5s' }).first(1)] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        return run?.error === undefined && run?.streamed !== run?.value ? 'The window shows more than the answer.' : undefined
      },
    },
  ],
}
