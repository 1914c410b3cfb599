import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import type { JournalCall, UnhandledRequest } from '../engine/model/journal.ts'
import { callLine, refusalLine, upstreamOf } from '../server/call-line.ts'

/** How a call is printed: for people, or as JSON. */
export type LogForm = 'text' | 'json'

/**
 * Prints a line for each call as it ends, and for each request that is refused. Prints nothing without a form.
 * @param scope the scope whose calls these are, which each line names
 * @param print prints a line. Default: to standard error
 */
export function logRequests(
  chaos: Chaos,
  form: LogForm | undefined,
  scope?: string,
  print: (line: string) => void = (line) => console.error(line),
): void {
  if (form === undefined) return
  const isJson = form === 'json'
  const own = scope === undefined ? {} : { scope }
  const prefix = scope === undefined ? '' : `[${scope}] `
  coreOf(chaos).hearRuns(({ journal }) => {
    journal.hearEnds((call) => {
      // It is reported again once its client disconnects.
      if (call.ending !== 'hung') print(isJson ? JSON.stringify({ ...own, ...callEntry(call) }) : prefix + callLine(call))
    })
    journal.hearRefusals((request) => print(isJson ? JSON.stringify({ ...own, ...refusalEntry(request) }) : prefix + refusalLine(request)))
  })
}

function callEntry(call: JournalCall): object {
  const { provider, endpoint, model, attempt, status, ending, startedAt, endedAt = startedAt } = call
  const fired = call.fired.map(({ fault }) => fault)
  return {
    provider,
    endpoint,
    model,
    attempt: attempt + 1,
    status,
    ending,
    startedAt,
    ms: endedAt - startedAt,
    fired,
    upstream: upstreamOf(call.notes),
  }
}

function refusalEntry({ method, url, message }: UnhandledRequest): object {
  return { method, url, refused: message }
}
