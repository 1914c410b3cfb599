import OpenAI, { APIError } from 'openai'
import {
  authenticationFailed,
  batchExpired,
  batchNotFound,
  batchPartlyFailed,
  batchRejected,
  batchResultsMissing,
  batchResultsReordered,
  serverError,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, ScriptStep, YardstickApp } from '../../yardstick-app.ts'

interface Tick {
  readonly state: 'submitted' | 'waiting' | 'done' | 'another tick is at work'
  readonly summaries: Readonly<Record<string, string>>
  readonly open: readonly string[]
  /** What was given up, after three batches. */
  readonly failed: readonly string[]
  readonly note?: string
}

interface Line {
  readonly custom_id?: string
  readonly response?: {
    readonly status_code?: number
    readonly body?: { readonly choices?: readonly { finish_reason?: string; message?: { content?: string | null } }[] }
  }
}

class SurveyError extends Error {
  override readonly name = 'SurveyError'
}

const questions = ['parking', 'canteen', 'meetings', 'heating']
const graceAfterCreation = 10 * 60_000
const longestBatch = 26 * 3_600_000
const mostBatches = 3

/** A refusal in plain words, which the provider reports as a complete answer. */
const isRefusal = (text: string): boolean => text.length < 200 && /^(i'm sorry|i am sorry|i can'?t|i cannot|as an ai)\b/i.test(text.trim())

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal } of runs.flat()) {
    const tick = value as Tick | undefined
    if (tick === undefined) {
      const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
      if (isCalm || !(error instanceof SurveyError || (error as Error).name.includes('Abort'))) return `A tick ended with ${String(error)}`
      continue
    }
    const { summaries, open, failed } = tick
    const names = [...Object.keys(summaries), ...open, ...failed]
    if (names.length !== questions.length || new Set(names).size !== questions.length) return 'A question was lost, or is there twice.'
    const mixed = Object.entries(summaries).find(([name, text]) => !text.includes(name))
    if (mixed !== undefined) return `The summary for ${mixed[0]} is "${mixed[1].slice(0, 60)}".`
  }
  const last = runs.at(-1)?.[0]?.value as Tick | undefined
  return last?.state === 'done' ? undefined : `At the end the state is ${last?.state ?? 'unknown'}.`
}

const hour = 3_600_000
const later = (count: number): ScriptStep[] => Array.from({ length: count }, () => ({ after: 13 * hour }))

export const surveyBatch: YardstickApp = {
  name: 'survey-batch',
  story: `Summaries of a survey as a batch on the OpenAI SDK, one step per call by cron. A batch that answers 404 is not given up in the first
    ten minutes: the provider lists new batches late. What fails, expires or is missing goes into the next batch, three times at most, and
    is then listed as failed. Results are matched by their id. A failing step throws and changes nothing, so that the next one can go on.`,
  sources: ['stdapi-ai/stdapi.ai#60', 'edubruell/tidyllm#37', 'mozilla-ai/any-llm#1273'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const summaries = new Map<string, string>()
    const batches = new Map<string, number>(questions.map((name) => [name, 0]))
    let pending: { readonly id: string; readonly names: readonly string[]; readonly since: number } | undefined
    let isAtWork = false

    const open = (): readonly string[] => questions.filter((name) => !summaries.has(name) && batches.get(name)! < mostBatches)
    const report = (state: Tick['state'], note?: string): Tick => {
      const waiting = questions.filter((name) => open().includes(name) || (pending?.names.includes(name) && !summaries.has(name)))
      const failed = questions.filter((name) => !summaries.has(name) && !waiting.includes(name))
      return { state, summaries: Object.fromEntries(summaries), open: waiting, failed, ...(note === undefined ? {} : { note }) }
    }

    async function submit(signal: AbortSignal): Promise<Tick> {
      const names = open()
      if (names.length === 0) return report('done')
      const lines = names.map((name) => ({
        custom_id: name,
        method: 'POST',
        url: '/v1/chat/completions',
        body: { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Sum up what our staff says about ${name}.` }] },
      }))
      const file = new File([lines.map((line) => JSON.stringify(line)).join('\n')], 'survey.jsonl')
      const id = (await client.files.create({ file, purpose: 'batch' }, { signal }))?.id
      if (!id) throw new Error('the file with the questions was not accepted')
      const batch = await client.batches.create(
        { input_file_id: id, endpoint: '/v1/chat/completions', completion_window: '24h' },
        { signal },
      )
      if (!batch?.id) throw new Error('the batch was not accepted')
      pending = { id: batch.id, names, since: Date.now() }
      return report('submitted')
    }

    async function readResults(fileId: string, signal: AbortSignal): Promise<Map<string, string>> {
      const response = await client.files.content(fileId, { signal })
      const results = new Map<string, string>()
      let lines = 0
      for (const text of (await response.text()).split('\n')) {
        let line: Line
        try {
          line = JSON.parse(text) as Line
        } catch {
          continue
        }
        if (!line.custom_id) continue
        lines += 1
        const choice = line.response?.status_code === 200 ? line.response.body?.choices?.[0] : undefined
        const content = choice?.finish_reason === 'stop' ? choice.message?.content : undefined
        if (content && !isRefusal(content)) results.set(line.custom_id, content)
      }
      if (lines === 0) throw new Error(`the results in the file ${fileId} cannot be read`)
      return results
    }

    async function step(signal: AbortSignal): Promise<Tick> {
      if (pending === undefined) return submit(signal)
      const { id, names, since } = pending
      let batch: OpenAI.Batch | undefined
      try {
        batch = await client.batches.retrieve(id, { signal })
        if (!batch?.status) throw new Error(`the state of the batch ${id} cannot be read`)
      } catch (error) {
        const isUnknown = error instanceof APIError && error.status === 404
        if (!isUnknown) throw error
        if (Date.now() - since < graceAfterCreation) return report('waiting', 'The provider does not list the new batch yet.')
      }
      // A batch has a day. What the provider still calls in progress after that counts as lost.
      const isLost = batch === undefined || Date.now() - since > longestBatch
      const isOver = isLost || ['completed', 'expired', 'failed', 'cancelled'].includes(batch?.status ?? '')
      if (!isOver) return report('waiting')
      const results = batch?.output_file_id ? await readResults(batch.output_file_id, signal) : new Map<string, string>()
      for (const name of names) {
        const text = results.get(name)
        if (text === undefined) batches.set(name, batches.get(name)! + 1)
        else summaries.set(name, text)
      }
      pending = undefined
      return submit(signal)
    }

    return async ({ signal }): Promise<Tick> => {
      if (isAtWork) return report('another tick is at work')
      isAtWork = true
      const limit = AbortSignal.timeout(60_000)
      try {
        return await step(AbortSignal.any([signal, limit]))
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'it took longer than a minute' : error instanceof Error ? error.message : String(error)
        throw new SurveyError(`This step failed, the next one goes on from here: ${reason}`, { cause: error })
      } finally {
        isAtWork = false
      }
    }
  },
  scripts: [
    {
      steps: [{}, { after: 20_000, inject: [batchNotFound({ within: '5m' })] }, { inject: [batchResultsReordered()] }, ...later(4)],
      wrong,
    },
    { steps: [{ inject: [serverError()] }, ...later(1), { after: 13 * hour, inject: [authenticationFailed()] }, ...later(4)], wrong },
    { steps: [...later(8)].map((one, at) => (at < 4 ? { ...one, inject: [batchPartlyFailed()] } : one)), wrong },
    { steps: [...later(8)].map((one, at) => (at < 4 ? { ...one, inject: [batchExpired(), batchResultsMissing()] } : one)), wrong },
    { steps: [...later(8)].map((one, at) => (at < 6 ? { ...one, copies: 2, inject: [batchRejected()] } : one)), wrong },
  ],
}
