import OpenAI from 'openai'
import { contentFilter, serverError } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Row {
  readonly id: number
  readonly state: 'done' | 'failed' | 'skipped'
  readonly text?: string
  readonly reason?: string
}

export const batchWithMarks: YardstickApp = {
  name: 'batch-with-marks',
  story:
    'A batch job writes alt texts for five pictures, two at a time, and resolves with one row per picture, whatever happens. A row that fails carries its reason; it is tried again by the next batch, and rows that are done are not. After a refusal of the account the rest is skipped and marked.',
  sources: ['music-assistant/support#6117', 'bobmatnyc/trusty-tools#27', 'bespokelabsai/curator#202'],
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 20_000 })
    const done = new Map<number, string>()

    async function describe(id: number, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Write an alt text for the picture "garden ${id}".` }] },
        { signal },
      )
      const choice = completion?.choices?.[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content)
        throw new Error(`The text is incomplete: ${choice?.finish_reason ?? 'no choice'}.`)
      return choice.message.content
    }

    return async ({ signal }) => {
      const waiting = [1, 2, 3, 4, 5]
      const rows: Row[] = []
      let refused: string | undefined
      const work = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          if (refused !== undefined || signal.aborted) {
            rows.push({ id, state: 'skipped', reason: refused ?? 'aborted' })
            continue
          }
          try {
            const text = done.get(id) ?? (await describe(id, signal))
            done.set(id, text)
            rows.push({ id, state: 'done', text })
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error)
            if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError) refused = reason
            rows.push({ id, state: 'failed', reason })
          }
        }
      }
      await Promise.all([work(), work()])
      return rows.toSorted((left, right) => left.id - right.id)
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [contentFilter().nth(2)] }, {}],
      [{ inject: [serverError().chance(0.5)], copies: 2 }, {}],
    ],
    (run) => {
      const rows = run.value as Row[] | undefined
      if (rows?.length !== 5) return 'A row is missing.'
      if (run.journal.calls.every((call) => call.fired.length === 0) && rows.some((row) => row.state !== 'done'))
        return 'A row failed for no reason.'
      return rows.some((row) => (row.state === 'done') !== (row.text !== undefined)) ? 'A row has the wrong mark.' : undefined
    },
  ),
}
