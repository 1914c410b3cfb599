import { Ollama } from 'ollama'
import { badRequest, emptyAnswer, modelNotFound, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Drained {
  done: number[]
  waiting: number[]
  parked: number[]
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const drains = runs.flat().flatMap(({ value }) => (value === undefined ? [] : [value as Drained]))
  const last = drains.at(-1)
  const seen = [...drains.flatMap(({ done }) => done), ...(last?.waiting ?? []), ...(last?.parked ?? [])].toSorted((a, b) => a - b)
  if (seen.some((row, at) => row !== at + 1)) return 'A row is lost or done twice.'
  if (last !== undefined && last.parked.length > 0 && runs.flat().every(({ alerts }) => alerts.length === 0))
    return 'A row is parked without a word.'
  return undefined
}

export const importQueueParksRefusedRows: YardstickApp = {
  name: 'import-queue-parks-refused-rows',
  story:
    'Import on a local Ollama that labels rows of a file, one new row a run. A row that fails goes to the end of the queue for the next run; one that is refused or has failed three times is parked, and an operator is told. Unusual: the run resolves although rows failed, and rows change their order.',
  sources: ['the-momentum/open-wearables#1053', 'interledger/rafiki#2664', 'quarkusio/quarkusio.github.io#1577'],
  kind: 'permanent',
  make() {
    const waiting: { row: number; tries: number }[] = []
    const parked: number[] = []
    let rows = 0

    async function label(row: number, signal: AbortSignal): Promise<void> {
      const bounded: typeof fetch = (input, init) =>
        fetch(input, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) })
      const client = new Ollama({ host: 'http://127.0.0.1:11434', fetch: bounded })
      const reply = await client.chat({ model: 'llama3.2', messages: [{ role: 'user', content: `Label row ${row}: blue bicycle` }] })
      if (reply.done_reason !== 'stop' || reply.message.content === '') throw new Error(`The label ended with ${reply.done_reason}.`)
    }

    return async ({ observe, signal }): Promise<Drained> => {
      rows += 1
      waiting.push({ row: rows, tries: 0 })
      const done: number[] = []
      for (const job of waiting.splice(0)) {
        if (signal.aborted) {
          waiting.push(job)
          continue
        }
        try {
          await label(job.row, signal)
          observe.effect(`label:${job.row}`)
          done.push(job.row)
        } catch (error) {
          if (signal.aborted) {
            waiting.push(job)
            continue
          }
          const status = (error as { status_code?: number }).status_code ?? 500
          const tries = job.tries + 1
          if (tries >= 3 || (status >= 400 && status < 500 && status !== 429)) {
            parked.push(job.row)
            observe.alert(`Row ${job.row} is parked after ${tries} tries: ${String(error)}`)
          } else waiting.push({ row: job.row, tries })
        }
      }
      return { done, waiting: waiting.map(({ row }) => row), parked: [...parked] }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { inject: [serverError()] }, { inject: [serverError()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [badRequest().forPrompt('row 1:')] }, {}, { inject: [modelNotFound()] }, {}], wrong },
    { steps: [{ inject: [emptyAnswer()] }, { inject: [truncatedStream()] }, {}], wrong },
  ],
}
