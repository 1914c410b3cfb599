import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  neverResponds,
  overloaded,
  serverError,
  slowFirstToken,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Hedged {
  readonly text: string
  readonly by: 'gpt-4o' | 'claude-sonnet-4-6'
}

const hedgeAfter = 4_000
const question = 'Which documents do I need to ship a bicycle to Norway?'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, alerts, journal, settledAfter } of runs.flat()) {
    if (alerts.length > 0) return alerts[0]
    if (settledAfter > 41_000) return `The answer took ${settledAfter} ms.`
    if (journal.calls.some(({ ending }) => ending === 'hung')) return 'The call that lost is still open.'
    const hedged = value as Hedged | undefined
    if (hedged === undefined && error === undefined) return 'There is neither an answer nor an error.'
    if (hedged === undefined) continue
    const isWhole = journal.calls.some(({ model, ending, finish }) => model === hedged.by && ending === 'complete' && finish === 'stop')
    if (!isWhole) return `What ${hedged.by} returned is not complete.`
  }
  return undefined
}

export const hedgedAnswer: YardstickApp = {
  name: 'hedged-answer',
  story: `A question goes to gpt-4o, and also to Claude if no answer has come within 4 s or the first call has failed, on the official
    SDKs without their retries. The first complete answer wins and names its model, and the other call is aborted. Two calls for one
    question are meant.`,
  sources: [
    'https://devspedia.com/taming-tail-latency-hedged-requests/',
    'https://dreaming.press/posts/request-hedging-for-llm-tail-latency.md',
  ],
  kind: 'race',
  make() {
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })

    async function fromOpenAI(signal: AbortSignal): Promise<Hedged> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('gpt-4o gave no complete answer.')
      return { text: choice.message.content, by: 'gpt-4o' }
    }

    async function fromClaude(signal: AbortSignal): Promise<Hedged> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 1_000, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const text = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error('Claude gave no complete answer.')
      return { text, by: 'claude-sonnet-4-6' }
    }

    /** Resolves when it is time for the second call: after a while, when the first has failed, or when all is over. */
    function timeToHedge(first: Promise<unknown>, signal: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, hedgeAfter)
        const now = (): void => {
          clearTimeout(timer)
          resolve()
        }
        signal.addEventListener('abort', now, { once: true })
        first.catch(now)
      })
    }

    return async ({ signal }): Promise<Hedged> => {
      const over = new AbortController()
      const race = AbortSignal.any([signal, over.signal, AbortSignal.timeout(40_000)])
      const first = fromOpenAI(race)
      const second = timeToHedge(first, race).then(() => {
        race.throwIfAborted()
        return fromClaude(race)
      })
      try {
        return await Promise.any([first, second])
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        over.abort()
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().for('openai')] }, { inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes' })] }, { inject: [truncatedAtMaxTokens().for('openai')] }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    {
      steps: [
        { inject: [slowFirstToken({ by: '10s' }).for('openai')] },
        { inject: [slowFirstToken({ by: '10s' })] },
        { inject: [neverResponds()] },
      ],
      wrong,
    },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '2s' }).for('openai')] },
        { inject: [neverResponds()], abortAfter: 6_000 },
      ],
      wrong,
    },
  ],
}
