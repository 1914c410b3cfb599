import OpenAI, { APIError } from 'openai'
import { z } from 'zod'
import { authenticationFailed, permissionDenied } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const Invoice = z.object({ supplier: z.string().min(1), total: z.number() })
type Invoice = z.infer<typeof Invoice>

interface Report {
  readonly read: readonly string[]
  readonly waiting: readonly string[]
  readonly rejected: readonly string[]
}

class BadInvoice extends Error {}
class TooSlow extends Error {}

const schema = {
  type: 'object',
  properties: { supplier: { type: 'string' }, total: { type: 'number' } },
  required: ['supplier', 'total'],
  additionalProperties: false,
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const last = runs.at(-1)?.[0]?.value as Report | undefined
  if (last === undefined || last.rejected.length === 0) return undefined
  return `${last.rejected.length} good invoices are rejected for ever: ${last.rejected.join(', ')}`
}

export const invoiceReader: YardstickApp = {
  name: 'invoice-reader',
  story: `A worker that reads invoices, on the Responses API of the OpenAI SDK. What fails for a moment waits for the next run; what the
    provider refuses with a 4xx is rejected and not read again, so that a broken file does not block the others. Bug: a wrong key or an
    unpaid bill are a 4xx as well, and in an hour with a wrong key all invoices are rejected for good.`,
  sources: ['openclaw/openclaw#33460', 'storacha/piri#289', 'aiosbrain/aios-team-brain#656'],
  faultsNeeded: 1,
  kind: 'permanent',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const books = new Map<string, Invoice>()
    const rejected = new Map<string, string>()
    let queue: string[] = []
    let arrived = 0

    async function read(file: string, signal: AbortSignal): Promise<Invoice> {
      const limit = AbortSignal.timeout(25_000)
      try {
        const response = await client.responses.create(
          {
            model: 'gpt-4o-mini',
            input: `Read this invoice, file ${file}: Hofer Woodworks, 12 shelves, total 840 euros.`,
            text: { format: { type: 'json_schema', name: 'invoice', strict: true, schema } },
          },
          { signal: AbortSignal.any([signal, limit]) },
        )
        if (response.status !== 'completed') throw new Error(`the reading of ${file} did not complete`)
        return Invoice.parse(JSON.parse(response.output_text))
      } catch (error) {
        const status = error instanceof APIError ? (error.status as number | undefined) : undefined
        const isPassing = status === undefined || status >= 500 || status === 408 || status === 409 || status === 429
        if (limit.aborted && !signal.aborted) throw new TooSlow(`the reading of ${file} took longer than 25 s`, { cause: error })
        if (!isPassing) throw new BadInvoice(`The file ${file} cannot be read, status ${status}.`, { cause: error })
        throw error
      }
    }

    return async ({ observe, signal }): Promise<Report> => {
      arrived += 1
      const todo = [...queue, `invoice-${arrived}a`, `invoice-${arrived}b`]
      queue = []
      const read_: string[] = []
      while (todo.length > 0) {
        const file = todo.shift()!
        try {
          books.set(file, await read(file, signal))
          read_.push(file)
        } catch (error) {
          if (signal.aborted) {
            queue.push(file, ...todo)
            throw error
          }
          if (error instanceof BadInvoice) {
            rejected.set(file, error.message)
            observe.alert(error.message)
          } else queue.push(file)
          if (error instanceof TooSlow) queue.push(...todo.splice(0))
        }
      }
      return { read: read_, waiting: [...queue], rejected: [...rejected.keys()] }
    }
  },
  scripts: [
    { steps: [{ inject: [authenticationFailed()] }, { after: 3_600_000 }], wrong },
    { steps: [{}, { inject: [permissionDenied()] }, { after: 3_600_000 }], wrong },
  ],
}
