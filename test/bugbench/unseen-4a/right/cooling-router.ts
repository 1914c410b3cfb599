import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { APICallError, generateText, type LanguageModel } from 'ai'
import { authenticationFailed, truncatedAtMaxTokens, overloaded, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Routed {
  readonly text: string
  readonly by: string
  readonly degraded: boolean
}

interface Route {
  readonly name: string
  readonly model: LanguageModel
  restsUntil: number
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal } of runs.flat()) {
    const routed = value as Routed | undefined
    if (routed === undefined) {
      if (error instanceof AggregateError || (error as Error | undefined)?.name === 'AbortError') continue
      return `All routes fail with ${String(error)}.`
    }
    const last = journal.calls.findLast(({ model }) => model === routed.by)
    if (last?.ending !== 'complete' || last.finish !== 'stop') return `What ${routed.by} returned is not complete.`
    if (routed.degraded !== (routed.by !== 'gpt-4o')) return 'A degraded answer is not marked.'
  }
  const end = runs.at(-1)?.[0]
  const isCalm = end?.journal.calls.every(({ fired }) => fired.length === 0)
  return isCalm && (end?.value as Routed | undefined)?.by !== 'gpt-4o' ? 'The first model has recovered, and is not used again.' : undefined
}

export const coolingRouter: YardstickApp = {
  name: 'cooling-router',
  story: `A router over three vendors with generateText of the AI SDK. A model that fails rests for a minute, or for ten if its key or
    its name is refused; resting models are asked last. An answer of another model than the first is marked. Nothing is tried twice; if
    all fail, the error holds what each said. The router remembers failures, and forgets them.`,
  sources: ['Skyvern-AI/skyvern#6079', 'KarpelesLab/teamclaude#391', 'QuantumNous/new-api#3142'],
  kind: 'fallback',
  make() {
    const routes: Route[] = [
      { name: 'gpt-4o', model: createOpenAI({ apiKey: 'test' })('gpt-4o'), restsUntil: 0 },
      { name: 'claude-sonnet-4-6', model: createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6'), restsUntil: 0 },
      { name: 'gemini-2.5-flash', model: createGoogleGenerativeAI({ apiKey: 'test' })('gemini-2.5-flash'), restsUntil: 0 },
    ]

    async function ask({ model }: Route, signal: AbortSignal): Promise<string> {
      const { text, finishReason } = await generateText({
        model,
        prompt: 'How long does a letter from Leeds to Gdansk take?',
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
      })
      if (finishReason !== 'stop' || text === '') throw new Error(`The answer is not complete: ${finishReason}.`)
      return text
    }

    return async ({ signal }): Promise<Routed> => {
      const errors: unknown[] = []
      const isAwake = ({ restsUntil }: Route): boolean => restsUntil <= Date.now()
      for (const route of [...routes.filter(isAwake), ...routes.filter((route) => !isAwake(route))]) {
        try {
          const text = await ask(route, signal)
          route.restsUntil = 0
          return { text, by: route.name, degraded: route !== routes[0] }
        } catch (error) {
          if (signal.aborted) throw error
          const isPermanent = APICallError.isInstance(error) && [401, 403, 404].includes(error.statusCode ?? 0)
          route.restsUntil = Date.now() + (isPermanent ? 600_000 : 60_000)
          errors.push(error)
        }
      }
      throw new AggregateError(errors, 'No model gave an answer.')
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().for('openai')] }, { after: 1_000 * 90 }], wrong },
    {
      steps: [
        { inject: [truncatedStream({ at: '200 bytes' })] },
        { inject: [truncatedAtMaxTokens().for('openai')] },
        { after: 86_400_000 },
      ],
      wrong,
    },
    { steps: [{ inject: [authenticationFailed().for('openai'), serverError().for('anthropic')] }, { after: 900_000 }], wrong },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '5s' })] },
        { after: 120_000, copies: 2 },
      ],
      wrong,
    },
    {
      steps: [
        { inject: [overloaded().for('openai'), truncatedStream({ at: 'before-headers', ending: 'reset' }).for('anthropic')] },
        { after: 86_400_000 },
      ],
      wrong,
    },
  ],
}
