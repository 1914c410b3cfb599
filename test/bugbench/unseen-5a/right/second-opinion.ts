import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, Output, type LanguageModel } from 'ai'
import { z } from 'zod'
import {
  confidentlyWrong,
  correlatedFailure,
  truncatedAtMaxTokens,
  invalidStructuredOutput,
  neverResponds,
  outage,
  overloaded,
  refusal,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Decision =
  | { readonly decision: 'pay' | 'decline'; readonly by: readonly string[] }
  | { readonly decision: 'a person decides'; readonly because: string }

const Opinion = z.object({ isCovered: z.boolean(), reason: z.string().trim().min(1) })
type Opinion = z.infer<typeof Opinion>
const claim = 'A pipe in the kitchen burst in the night and the floor is wet. The policy covers pipes inside the house.'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, effects, journal, settledAfter } of runs.flat()) {
    const decision = value as Decision | undefined
    if (settledAfter > 31_000) return `A decision took ${settledAfter} ms.`
    if (decision === undefined) {
      if (!(error as Error | undefined)?.name.includes('Abort')) return `A run ended with ${String(error)}`
      if (effects.length > 0) return 'A claim was moved after the abort.'
      continue
    }
    if (effects.length !== 1) return `The claim was moved ${effects.length} times.`
    const failed = journal.calls.filter(({ fired }) => fired.some(({ fault }) => fault !== 'confidently-wrong')).length
    if (failed > 0 && decision.decision !== 'a person decides') return 'It was decided by one opinion.'
    if (decision.decision === 'a person decides' && decision.because === '') return 'A person has to decide for no reason.'
  }
  return undefined
}

export const secondOpinion: YardstickApp = {
  name: 'second-opinion',
  story: `Decides small insurance claims if two models of two providers agree, on the AI SDK. One opinion is none: if a model fails, or the two
    differ, a person decides, with the reason. There is no retry, as people work through the rest every hour anyway, and it never throws but
    for an abort. The claim is moved once, at the end.`,
  sources: ['antiwork/gumroad#4544', 'modelscope/evalscope#1575', 'BerriAI/litellm#40416'],
  kind: 'content',
  make() {
    const models: Readonly<Record<string, LanguageModel>> = {
      'gpt-4o': createOpenAI({ apiKey: 'test' }).chat('gpt-4o'),
      claude: createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6'),
    }

    async function ask(name: string, signal: AbortSignal): Promise<Opinion> {
      const limit = AbortSignal.timeout(30_000)
      try {
        const { finishReason, output } = await generateText({
          model: models[name]!,
          output: Output.object({ schema: Opinion }),
          prompt: `Is this claim covered? ${claim}`,
          maxRetries: 0,
          abortSignal: AbortSignal.any([signal, limit]),
        })
        if (finishReason !== 'stop') throw new Error(`stopped with ${finishReason}`)
        return Opinion.parse(output)
      } catch (error) {
        const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
        throw new Error(`${name}: ${reason}`, { cause: error })
      }
    }

    let claims = 0
    return async ({ observe, signal }): Promise<Decision> => {
      claims += 1
      const id = `claim-${claims}`
      const names = Object.keys(models)
      const results = await Promise.allSettled(names.map(async (name) => ask(name, signal)))
      signal.throwIfAborted()
      const failures = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []))
      const opinions = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      let decision: Decision
      if (failures.length > 0) decision = { decision: 'a person decides', because: `An opinion is missing. ${failures.join('; ')}` }
      else if (opinions[0]!.isCovered !== opinions[1]!.isCovered) {
        decision = { decision: 'a person decides', because: `The opinions differ: ${opinions.map(({ reason }) => reason).join(' / ')}` }
      } else decision = { decision: opinions[0]!.isCovered ? 'pay' : 'decline', by: names }
      observe.effect(`move ${id}`, { key: id })
      return decision
    }
  },
  scripts: [
    { steps: [{ inject: [overloaded().for('openai')] }, { inject: [neverResponds().for('anthropic')] }, {}], wrong },
    {
      steps: [
        { inject: [invalidStructuredOutput({ kind: 'missing-field' }).for('anthropic')] },
        { inject: [refusal().for('openai')] },
        { inject: [outage()] },
      ],
      wrong,
    },
    { steps: [{ inject: [confidentlyWrong()] }, { inject: [truncatedAtMaxTokens()] }, { inject: [correlatedFailure()] }], wrong },
    { steps: [{ copies: 2, inject: [neverResponds().for('openai')], abortAfter: 3_000 }, { copies: 3 }], wrong },
  ],
}
