import OpenAI from 'openai'
import type { Task } from '../../../../src/property/index.ts'
import {
  connectionReset,
  contentFilter,
  contextLengthExceeded,
  truncatedAtMaxTokens,
  emptyAnswer,
  htmlError,
  neverResponds,
  noChoices,
  overloaded,
  quotaExhausted,
  serverError,
  slowFirstToken,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askOpenAI } from '../asked.ts'
import { judged } from '../judged.ts'
import { patiently } from '../patiently.ts'

const villages = ['Altdorf', 'Birkenau', 'Cronheim', 'Dreis', 'Eibach', 'Forst']

type Part = { readonly village: string } & ({ readonly note: string } | { readonly failed: string })

interface Overview {
  readonly text: string
  readonly complete: boolean
  /** Villages whose reports are not in the text. */
  readonly missing: readonly string[]
}

/** At most `width` works at a time, each result in its place. */
async function inLanes<In, Out>(width: number, inputs: readonly In[], work: (input: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  const queue = inputs.entries()
  const lane = async (): Promise<void> => {
    for (const [index, input] of queue) results[index] = await work(input)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })

  const ask = async (content: string, signal: AbortSignal | undefined): Promise<string> =>
    patiently(async (within) => askOpenAI(client, within, { model: 'gpt-4o', messages: [{ role: 'user', content }] }), {
      who: 'OpenAI',
      signal,
      tries: 2,
      perTry: 15_000,
      inTotal: 30_000,
    })

  async function read(village: string, signal: AbortSignal | undefined): Promise<Part> {
    try {
      return { village, note: await ask(`Sum up the reports of the fire brigade of ${village} in two sentences: ...`, signal) }
    } catch (error) {
      signal?.throwIfAborted()
      return { village, failed: String(error) }
    }
  }

  return async ({ observe, signal }): Promise<Overview> => {
    const parts = await inLanes(3, villages, async (village) => read(village, signal))
    const notes = parts.flatMap((part) => ('note' in part ? [`${part.village}: ${part.note}`] : []))
    const missing = parts.flatMap((part) => ('failed' in part ? [part.village] : []))
    for (const part of parts) if ('failed' in part) observe.alert(`No note on ${part.village}: ${part.failed}`)
    if (missing.length > villages.length / 2) throw new Error(`Too little is known: there is no note on ${missing.join(', ')}.`)
    const overview = await ask(`Merge these notes to an overview for the crisis unit:\n${notes.join('\n')}`, signal)
    const warning = missing.length === 0 ? '' : `NOT INCLUDED: ${missing.join(', ')}. Ask there by radio.\n\n`
    return { text: `${warning}${overview}`, complete: missing.length === 0, missing }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const overview = run.value as Overview | undefined
  if (overview === undefined) return undefined
  const unread = villages.filter(
    (village) =>
      !run.journal.calls.some(
        ({ ending, finish, call }) =>
          ending === 'complete' && finish === 'stop' && JSON.stringify(call.messages).includes(`brigade of ${village}`),
      ),
  )
  if (unread.some((village) => !overview.missing.includes(village) || !overview.text.startsWith('NOT INCLUDED')))
    return `${unread.join()} is missing without a word.`
  return overview.complete === (overview.missing.length === 0) ? undefined : 'The overview contradicts itself.'
}

export const floodNotes: YardstickApp = {
  name: 'flood-notes',
  story:
    'Map and reduce for a crisis unit: notes of six villages are written in three lanes and merged. If a village fails, the overview is delivered all the same, within the time a flood allows, but its first line names who is missing, and complete is false. If more than half are missing, there is none.',
  sources: ['akitaonrails/ai-memory#617', 'knostic/OpenAnt#543', 'langchain-ai/langchainjs map_reduce chains'],
  kind: 'content',
  make,
  scripts: judged(wrong, [
    [{ inject: [serverError().forPrompt('Cronheim')] }],
    [{ inject: [truncatedAtMaxTokens().nth(2)] }],
    [{ inject: [contentFilter().forPrompt(/Dreis|Forst/)] }],
    [{ inject: [neverResponds().nth(1)] }],
    [{ inject: [connectionReset().first(3)] }],
    [{ inject: [overloaded()] }, { inject: [quotaExhausted()] }],
    [{ inject: [htmlError({ status: 200 }).nth(4)] }, { inject: [noChoices().nth(4)] }, { inject: [emptyAnswer().nth(5)] }],
    [{ inject: [contextLengthExceeded()] }],
    [{ inject: [slowFirstToken({ by: '14s' })] }],
    [{ inject: [neverResponds()], abortAfter: 8000 }],
  ]),
}
