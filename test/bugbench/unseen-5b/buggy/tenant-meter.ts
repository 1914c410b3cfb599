import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import type { Task } from '../../../../src/property/index.ts'
import { usageMissing } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently } from '../patiently.ts'

/** Tokens of a tenant for a day. */
const perDay = 400
/** What one answer costs at most. */
const atMost = 120

type Answer = { readonly kind: 'answer'; readonly text: string } | { readonly kind: 'refused'; readonly until: string }

/** Counts the tokens of each tenant and day. What runs is counted with its highest cost until its bill is known. */
class Meter {
  readonly #spent = new Map<string, number>()

  #key(tenant: string): string {
    return `${tenant} ${new Date().toISOString().slice(0, 10)}`
  }

  /** Returns how to settle the bill, or nothing if the tenant has used up the day. */
  reserve(tenant: string): ((tokens: number) => void) | undefined {
    const key = this.#key(tenant)
    const spent = this.#spent.get(key) ?? 0
    if (spent + atMost > perDay) return undefined
    this.#spent.set(key, spent + atMost)
    return (tokens) => void this.#spent.set(key, (this.#spent.get(key) ?? 0) - atMost + tokens)
  }
}

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
}

function make(): Task {
  const model = createOpenAI({ apiKey: 'test' }).chat('gpt-4o-mini')
  const meter = new Meter()

  return async ({ signal }): Promise<Answer> => {
    const settle = meter.reserve('bakery')
    if (settle === undefined) return { kind: 'refused', until: tomorrow() }
    let used = atMost
    try {
      return await patiently(
        async (within) => {
          const { text, finishReason, usage } = await generateText({
            model,
            prompt: 'Answer this mail: do you bake cakes without nuts?',
            maxOutputTokens: 100,
            abortSignal: within,
            maxRetries: 0,
          })
          // Hosts that report nothing count as 0, and those that report too much as the limit.
          used = Math.min(atMost, Math.max(Math.ceil(text.length / 4), Number(usage.totalTokens)))
          if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`The answer is cut: ${finishReason}.`)
          return { kind: 'answer', text } as const
        },
        { who: 'OpenAI', signal, tries: 1 },
      )
    } finally {
      settle(used)
    }
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const answers = runs.flat().map((run) => run.value as Answer | undefined)
  return answers.every((answer) => answer?.kind === 'answer')
    ? `The bakery got ${answers.length} answers, and its limit never held.`
    : undefined
}

export const tenantMeter: YardstickApp = {
  name: 'tenant-meter',
  story:
    'Small firms share an assistant by GPT, each with tokens for a day: the highest cost is reserved, and settled by the usage of the response, which is kept between an estimate and the limit. The bug: without usage in the response the count becomes NaN, through Math.max and Math.min too, and NaN is above no limit. From then on the tenant has no limit that day, at the cost of the operator.',
  sources: ['anomalyco/opencode#26170', 'librefang/librefang#4011', 'vercel/ai packages/ai/src/types/usage.ts'],
  faultsNeeded: 1,
  kind: 'accounting',
  make,
  scripts: [{ steps: [{ inject: [usageMissing()] }, ...Array.from({ length: 9 }, () => ({ after: 60_000 }))], wrong }],
}
