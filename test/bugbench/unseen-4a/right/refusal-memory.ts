import OpenAI, { BadRequestError } from 'openai'
import {
  authenticationFailed,
  badRequest,
  contentFilter,
  overloaded,
  refusal,
  serverError,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Reply = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string; readonly minutesLeft: number }

const quarter = 15 * 60_000

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, journal } of runs.flat()) {
    const reply = value as Reply | undefined
    const last = journal.calls.at(-1)
    if (reply?.ok === true && (last?.ending !== 'complete' || last.finish !== 'stop'))
      return 'An answer that is not complete is returned as one.'
    if (reply?.ok === false && reply.minutesLeft > 15) return `A refusal is remembered for ${reply.minutesLeft} minutes.`
    if (last?.problem?.permanent === true && journal.calls.length > runs[0]!.length)
      return 'A request that was refused for good is sent again.'
  }
  const end = runs.at(-1)?.[0]
  const isCalm = end?.journal.calls.every(({ fired }) => fired.length === 0)
  return isCalm && end?.error !== undefined ? 'The last run was calm, and failed.' : undefined
}

export const refusalMemory: YardstickApp = {
  name: 'refusal-memory',
  story: `A text service on the openai SDK that remembers for a quarter of an hour what the model or the provider has refused, and answers
    { ok: false } with the reason without asking again. After that it asks anew. Failures that may pass are tried by the SDK and handed
    on; they are never remembered.`,
  sources: ['dadi/cdn#509', 'folbricht/routedns#98', 'thibaultcha/lua-resty-mlcache#82'],
  kind: 'permanent',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const refused = new Map<string, { readonly reason: string; readonly until: number }>()

    function remember(prompt: string, reason: string): Reply {
      refused.set(prompt, { reason, until: Date.now() + quarter })
      return { ok: false, reason, minutesLeft: 15 }
    }

    return async ({ signal }): Promise<Reply> => {
      const prompt = 'Write a product text for a kitchen knife.'
      const known = refused.get(prompt)
      if (known !== undefined && known.until > Date.now()) {
        return { ok: false, reason: known.reason, minutesLeft: Math.ceil((known.until - Date.now()) / 60_000) }
      }
      refused.delete(prompt)
      try {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const choice = completion.choices[0]
        if (choice?.message.refusal) return remember(prompt, 'The model refused.')
        if (choice?.finish_reason === 'content_filter') return remember(prompt, 'The filter of the provider stopped the answer.')
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer is not complete.')
        return { ok: true, text: choice.message.content }
      } catch (error) {
        if (error instanceof BadRequestError) return remember(prompt, 'The provider rejected the request.')
        throw error
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes' })] }, {}], wrong },
    { steps: [{ inject: [badRequest()] }, { after: 60_000 }, { after: quarter }], wrong },
    {
      steps: [{ inject: [refusal()] }, { inject: [refusal()] }, { after: 86_400_000, inject: [contentFilter()] }, { after: 86_400_000 }],
      wrong,
    },
    { steps: [{ inject: [authenticationFailed()] }, { copies: 2, inject: [overloaded({ retryAfter: '2s' }).first(1)] }], wrong },
    { steps: [{ inject: [overloaded({ retryAfter: '5s' })], abortAfter: 1_000 }, {}], wrong },
  ],
}
