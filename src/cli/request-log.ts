import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import type { JournalCall, UnhandledRequest } from '../engine/model/journal.ts'
import { redactionIn } from '../engine/run/write-incident.ts'
import { callLine, failureOf, refusalLine, upstreamOf } from '../server/call-line.ts'
import { printed } from './printed.ts'

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
  const own = scope === undefined ? {} : { scope }
  const prefix = scope === undefined ? '' : `[${scope}] `
  coreOf(chaos).hearRuns((run) => {
    const log = (line: string, entry: object): void =>
      print(form === 'json' ? JSON.stringify(redactionIn(run)({ ...own, ...entry })) : printed(chaos, prefix + line))
    run.journal.hearEnds((call) => {
      // It is reported again once its client disconnects.
      if (call.ending !== 'hung') log(callLine(call), callEntry(call))
    })
    run.journal.hearRefusals((request) => log(refusalLine(request), refusalEntry(request)))
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
    failed: failureOf(call.notes),
  }
}

function refusalEntry({ method, url, message }: UnhandledRequest): object {
  return { method, url, refused: message }
}
