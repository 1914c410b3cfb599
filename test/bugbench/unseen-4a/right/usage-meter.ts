import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'
import { authenticationFailed, serverError, stalledStream, truncatedStream, usageMissing, usageZero } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Metered {
  readonly text: string
  readonly charged: number
  readonly estimated: boolean
}

const prompt = 'Explain in a few sentences how a heat pump works.'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, journal, streamed, settledAfter } of runs.flat()) {
    const metered = value as Metered | undefined
    if (settledAfter > 100_000) return `The answer took ${settledAfter} ms.`
    if (metered === undefined) continue
    if (!(metered.charged > 0)) return `An answer is charged with ${metered.charged} tokens.`
    if (metered.text !== streamed) return 'The answer is not what was shown.'
    const hasUsage = journal.calls.every(({ fired }) => fired.every(({ fault }) => !fault.startsWith('usage-')))
    if (metered.estimated === hasUsage) return 'An estimate is not marked, or a count is.'
    if (journal.calls.at(-1)?.ending !== 'complete') return 'An answer that was cut is returned as complete.'
  }
  return undefined
}

export const usageMeter: YardstickApp = {
  name: 'usage-meter',
  story: `A metered chat on streamText of the AI SDK. It charges what the provider counts; where the provider counts nothing, it charges
    an estimate by the length and says so in the value. A stream that breaks is charged by what was shown, and its error is handed on.`,
  sources: ['NousResearch/hermes-agent#12067', 'api7/aisix#794', 'diegosouzapw/OmniRoute#4615'],
  kind: 'accounting',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    let total = 0

    return async ({ observe, signal }): Promise<Metered> => {
      let failure: Error | undefined
      const result = streamText({
        model: openai.chat('gpt-4o-mini'),
        prompt,
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]),
        onError({ error }) {
          failure = error instanceof Error ? error : new Error(String(error))
        },
      })
      let text = ''
      for await (const piece of result.textStream) {
        text += piece
        observe.streamed(piece)
      }
      const estimate = Math.ceil((prompt.length + text.length) / 4)
      if (failure !== undefined || signal.aborted) {
        if (text !== '') total += estimate
        throw failure ?? (signal.reason as Error)
      }
      const [finish, usage] = [await result.finishReason, await result.totalUsage]
      const counted = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)
      const charged = counted > 0 ? counted : estimate
      total += charged
      if (finish !== 'stop' || text === '') throw new Error(`The answer is not complete: ${finish}. So far ${total} tokens are charged.`)
      return { text, charged, estimated: counted === 0 }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream()] }, { inject: [truncatedStream({ ending: 'reset' })] }, { inject: [stalledStream()] }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [usageMissing()] }, { inject: [usageZero()] }, { copies: 2 }], wrong },
    { steps: [{ inject: [serverError()], abortAfter: 1_000 }, {}], wrong },
  ],
}
