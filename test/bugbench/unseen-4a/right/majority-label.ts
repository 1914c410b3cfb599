import { createOpenAI } from '@ai-sdk/openai'
import { generateText, Output } from 'ai'
import { authenticationFailed, invalidStructuredOutput, overloaded, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const labels = ['refund', 'exchange', 'question'] as const

interface Verdict {
  readonly label: (typeof labels)[number] | 'unsure'
  readonly votes: number
  readonly asked: number
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, journal } of runs.flat()) {
    const verdict = value as Verdict | undefined
    if (verdict === undefined) continue
    if (verdict.label !== 'unsure' && verdict.votes < 2) return `${verdict.label} is said with ${verdict.votes} vote.`
    const said = journal.calls.filter(({ ending, received }) => ending === 'complete' && received.includes(verdict.label)).length
    if (verdict.label !== 'unsure' && said < verdict.votes)
      return `${verdict.label} has ${verdict.votes} votes, and was said ${said} times.`
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (isCalm && verdict.votes !== 3) return 'In a calm run not all three samples count.'
  }
  return undefined
}

export const majorityLabel: YardstickApp = {
  name: 'majority-label',
  story: `A mail sorter on generateText and Output.choice of the AI SDK that takes three samples at once and needs two that agree. A
    sample that fails or does not fit has no vote. Without a majority the label is "unsure" and a human reads the mail; only if all three
    fail is the error handed on. Three equal calls for each mail are meant.`,
  sources: ['itlackey/akm#427', 'bolnet/attestor#97', 'kilian-group/phantom-wiki#83'],
  kind: 'content',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })

    async function sample(signal: AbortSignal): Promise<(typeof labels)[number]> {
      const { output, finishReason } = await generateText({
        model: openai('gpt-4o-mini'),
        output: Output.choice({ options: [...labels] }),
        prompt: 'What does this customer want? "The shoes are too small, I would like the next size."',
        temperature: 0.8,
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
      })
      if (finishReason !== 'stop') throw new Error(`The sample is not complete: ${finishReason}.`)
      return output
    }

    return async ({ signal }): Promise<Verdict> => {
      const samples = await Promise.allSettled([sample(signal), sample(signal), sample(signal)])
      signal.throwIfAborted()
      const said = samples.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const failure = samples.find((one) => one.status === 'rejected')
      if (said.length === 0 && failure !== undefined) throw failure.reason
      const counts = labels.map((label) => ({ label, votes: said.filter((one) => one === label).length }))
      const best = counts.toSorted((a, b) => b.votes - a.votes)[0]!
      return best.votes >= 2 ? { ...best, asked: said.length } : { label: 'unsure', votes: best.votes, asked: said.length }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().first(2)] }, { inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes' }).nth(2)] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, {}], wrong },
    { steps: [{ inject: [invalidStructuredOutput().first(2)] }, { inject: [invalidStructuredOutput()] }], wrong },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '2s' }).first(2)] },
        { inject: [overloaded()], abortAfter: 1_000 },
      ],
      wrong,
    },
  ],
}
