import OpenAI from 'openai'
import { overloaded } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps, notSaid } from '../common-steps.ts'

interface Notice {
  readonly text: string
  readonly asOf: string
  readonly isStale: boolean
}

const freshFor = 3_600_000

/** A ferry page that would rather be old than empty. */
export const staleAnswerMarked: YardstickApp = {
  name: 'stale-answer-marked',
  story:
    'A ferry page caches a notice of the OpenAI SDK for an hour. If it cannot be renewed, the page serves the old one of any age, with its date and marked as stale; without an old one it hands the error on.',
  sources: ['discourse/discourse-ai#750', 'algorandfoundation/algokit-lora#310'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 30_000 })
    let last: { readonly text: string; readonly at: number } | undefined
    async function renew(signal: AbortSignal): Promise<string> {
      const messages = [{ role: 'user' as const, content: 'Write the notice for passengers of the island ferry.' }]
      const choice = (await client.chat.completions.create({ model: 'gpt-4o-mini', messages }, { signal })).choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The notice is not complete.')
      return choice.message.content
    }
    return async ({ signal }): Promise<Notice> => {
      if (last !== undefined && Date.now() - last.at < freshFor) {
        return { text: last.text, asOf: new Date(last.at).toISOString(), isStale: false }
      }
      try {
        last = { text: await renew(signal), at: Date.now() }
      } catch (error) {
        if (last === undefined || signal.aborted) throw error
        return { text: last.text, asOf: new Date(last.at).toISOString(), isStale: true }
      }
      return { text: last.text, asOf: new Date(last.at).toISOString(), isStale: false }
    }
  },
  scripts: [...commonSteps, [{}, { after: 26 * 3_600_000, inject: [overloaded({ retryAfter: '10s' })] }, { after: 60_000 }]].map(
    (steps) => ({
      steps,
      wrong(runs) {
        if (runs.at(-1)?.[0]?.value === undefined) return 'The page does not recover.'
        for (const run of runs.flat()) {
          const { value } = run as { value?: Notice }
          const problem = value && notSaid(value.text, runs)
          if (problem) return problem
        }
        return undefined
      },
    }),
  ),
}
