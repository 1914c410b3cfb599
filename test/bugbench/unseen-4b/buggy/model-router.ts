import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import type { Task } from '../../../../src/property/index.ts'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

interface Route {
  readonly name: string
  readonly model: ChatAnthropic | ChatOpenAI
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 0

/** The model was shut down, or our quota of it is used up. */
const lasting = new Set([404, 429])

function make(): Task {
  const routes: readonly Route[] = [
    { name: 'claude-opus-4-5', model: new ChatAnthropic({ apiKey: 'test', model: 'claude-opus-4-5', maxTokens: 800, maxRetries: 0 }) },
    { name: 'gpt-4o-mini', model: new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o-mini', maxRetries: 0 }) },
  ]
  const retired = new Set<string>()

  async function ask({ name, model }: Route, signal: AbortSignal | undefined): Promise<string> {
    const message = await model.invoke('Is a verbal notice of termination valid?', {
      signal: within(60_000, signal),
    })
    const reason: unknown = message.response_metadata['stop_reason'] ?? message.response_metadata['finish_reason']
    if ((reason !== 'end_turn' && reason !== 'stop') || message.text === '')
      throw new Error(`${name} gave no complete answer: ${String(reason)}`)
    return message.text
  }

  return async ({ observe, signal }) => {
    const failures: unknown[] = []
    // If none is left, the reason is another: then all are called again.
    if (retired.size === routes.length) retired.clear()
    for (const route of routes) {
      if (retired.has(route.name)) continue
      try {
        return { answer: await ask(route, signal), answeredBy: route.name }
      } catch (error) {
        signal?.throwIfAborted()
        failures.push(error)
        if (lasting.has(statusOf(error))) {
          retired.add(route.name)
          observe.alert(`${route.name} is taken out: it is no longer there for us.`)
        }
      }
    }
    throw new AggregateError(failures, 'No model answered.')
  }
}

export const modelRouter: YardstickApp = {
  name: 'model-router',
  story:
    'A router over LangChain models tries the best one first, and takes out a model that was shut down. The bug: a rate limit, which has the status of a used-up quota, takes a model out too. After one busy minute legal questions are answered by the small model until a restart.',
  sources: ['diegosouzapw/OmniRoute#213', 'jasonwong1991/easy_proxies#34', 'KarpelesLab/teamclaude#307'],
  faultsNeeded: 1,
  kind: 'permanent',
  make,
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '20s' }).for('anthropic')] }, { after: 86_400_000 }],
      wrong: (runs) =>
        JSON.stringify(runs[1]?.[0]?.value).includes('"answeredBy":"gpt-4o-mini"')
          ? 'A day after a rate limit the best model is still not asked.'
          : undefined,
    },
  ],
}
