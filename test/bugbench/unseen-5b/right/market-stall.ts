import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText, NoObjectGeneratedError, Output } from 'ai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  connectionReset,
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  invalidStructuredOutput,
  neverResponds,
  overloaded,
  permissionDenied,
  rateLimited,
  refusal,
  slowFirstToken,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged } from '../judged.ts'
import { AnswerError, patiently } from '../patiently.ts'

const Lease = z.object({ title: z.string().min(1), duties: z.array(z.string().min(1)).min(1) })

/** Does steps one after another; if one fails or the user leaves, takes back those that are done, the last one first. */
async function saga(signal: AbortSignal | undefined, run: (onFailure: (undo: () => void) => void) => Promise<string>): Promise<string> {
  const undos: (() => void)[] = []
  try {
    return await run((undo) => void undos.push(undo))
  } catch (error) {
    for (const undo of undos.toReversed()) undo()
    signal?.throwIfAborted()
    throw error
  }
}

function make(): Task {
  const model = createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')
  let number = 0

  const write = async (signal: AbortSignal | undefined): Promise<z.infer<typeof Lease>> =>
    patiently(
      async (within) => {
        try {
          const { output, finishReason } = await generateText({
            model,
            output: Output.object({ schema: Lease }),
            prompt: 'Write the lease of a market stall for a cheese maker, for one Saturday.',
            abortSignal: within,
            maxRetries: 0,
          })
          if (finishReason === 'length' || finishReason === 'content-filter') throw new AnswerError(`The lease is cut: ${finishReason}.`)
          return output
        } catch (error) {
          if (NoObjectGeneratedError.isInstance(error)) throw new AnswerError(`There is no lease: ${error.message}`, { cause: error })
          throw error
        }
      },
      { who: 'Anthropic', signal, perTry: 15_000, inTotal: 45_000 },
    )

  return async ({ observe, signal }) => {
    const key = `stall ${++number}`
    return saga(signal, async (onFailure) => {
      signal?.throwIfAborted()
      observe.effect('reserve a stall', { key })
      onFailure(() => observe.effect('release a stall', { key }))
      const { title, duties } = await write(signal)
      signal?.throwIfAborted()
      observe.effect('hand out a lease', { key })
      return `${title}\n${duties.map((duty) => `- ${duty}`).join('\n')}`
    })
  }
}

function wrong({ effects, error }: ScriptedRun): string | undefined {
  const has = (effect: string): boolean => effects.includes(effect)
  if (new Set(effects).size !== effects.length) return 'Something happened twice.'
  if (has('reserve a stall') && has('release a stall') === has('hand out a lease')) return 'The stall is neither leased nor free.'
  return (error === undefined) === has('hand out a lease') ? undefined : 'The outcome does not fit what was done.'
}

export const marketStall: YardstickApp = {
  name: 'market-stall',
  story:
    'A saga leases market stalls: it reserves one, has Claude write the lease by a schema, and hands it out. Whatever goes wrong, also when the trader leaves, the stall is released by an effect of its own before the error goes to the caller; so there are effects in runs that failed.',
  sources: ['hoangdaochuz/booking#23', 'imran-siddique/agent-os#243', 'HsienW/chat-gun#33'],
  kind: 'effects',
  make,
  scripts: judged(wrong, [
    [{ inject: [overloaded()] }],
    [{ inject: [rateLimited({ retryAfter: '12s' }).first(1)], copies: 3 }],
    [{ inject: [rateLimited({ retryAfter: '10m' })] }],
    [{ inject: [invalidStructuredOutput()] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [contentFilter()] }, { inject: [refusal()] }],
    [{ inject: [emptyAnswer()] }, { inject: [errorWithStatus200()] }, { inject: [permissionDenied()] }],
    [{ inject: [connectionReset().first(2)] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 4000 }],
    [{ inject: [slowFirstToken({ by: '5s' })], abortAfter: 4999 }],
  ]),
}
