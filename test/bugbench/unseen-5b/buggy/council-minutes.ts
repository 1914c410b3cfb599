import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askAnthropic } from '../asked.ts'
import { patiently } from '../patiently.ts'

const agenda = ['the new bus line', 'the budget of the library', 'the flood wall at the mill', 'the school kitchen', 'the market square']
/** The clerk waits this long, in ms. */
const patience = 45_000

/** Yields results in the order in which they finish, until the time is over. Stops what still runs. */
async function* asTheyFinish<Value>(
  works: readonly ((signal: AbortSignal) => Promise<Value>)[],
  limit: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Value, void> {
  const stop = new AbortController()
  const inner = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  const open = new Map(works.map((work, index) => [index, work(inner).then((value) => ({ index, value }))]))
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit)
  })
  try {
    while (open.size > 0) {
      const next = await Promise.race([...open.values(), over])
      if (next === undefined) return
      open.delete(next.index)
      yield next.value
    }
  } finally {
    clearTimeout(timer)
    for (const work of open.values()) void work.catch(() => undefined)
    stop.abort(new Error('no longer needed'))
  }
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })

  const ask = async (content: string, signal: AbortSignal | undefined): Promise<string> =>
    patiently(
      async (within) =>
        askAnthropic(client, within, { model: 'claude-sonnet-4-6', max_tokens: 1500, messages: [{ role: 'user', content }] }),
      { who: 'Anthropic', signal, perTry: 60_000, inTotal: 90_000 },
    )

  return async ({ signal }) => {
    const notes: string[] = []
    const works = agenda.map((topic) => async (inner: AbortSignal) => ask(`Summarize what the council said on ${topic}: ...`, inner))
    for await (const note of asTheyFinish(works, patience, signal)) notes.push(note)
    if (notes.length === 0) throw new Error('None of the topics could be summarized in time.')
    return ask(`Write the minutes of the council from these notes:\n\n${notes.join('\n\n')}`, signal)
  }
}

function wrong(run: ScriptedRun | undefined): string | undefined {
  if (run?.error !== undefined) return undefined
  const finished = run?.journal.calls.filter((call) => call.ending === 'complete').length ?? 0
  return finished < agenda.length + 1 ? `The minutes lack ${agenda.length + 1 - finished} topic and do not say so.` : undefined
}

export const councilMinutes: YardstickApp = {
  name: 'council-minutes',
  story:
    'Minutes of a town council by map and reduce: an async generator yields the notes of the topics as Claude finishes them, and a last call merges them. The bug: what is not there after 45 s is left out, and nothing says so. A topic that was slow is missing in minutes that look complete.',
  sources: ['langchain-ai/langchainjs libs/langchain-classic/src/chains/combine_docs_chain.ts', 'akitaonrails/ai-memory#617'],
  faultsNeeded: 1,
  kind: 'content',
  make,
  scripts: [{ steps: [{ inject: [slowFirstToken({ by: '50s' }).nth(3)] }], wrong: (runs) => wrong(runs[0]?.[0]) }],
}
