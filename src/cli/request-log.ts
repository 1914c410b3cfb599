import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { formatDuration } from '../engine/base/duration.ts'
import type { JournalCall, UnhandledRequest } from '../engine/model/journal.ts'

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
      // It is heard of again once its client leaves.
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

/** What is used of a call. */
type LoggedCall = Pick<
  JournalCall,
  'provider' | 'endpoint' | 'model' | 'attempt' | 'status' | 'ending' | 'startedAt' | 'endedAt' | 'fired'
> &
  Partial<Pick<JournalCall, 'notes'>>

/** A call as one line. */
export function callLine({
  provider,
  endpoint,
  model,
  attempt,
  status,
  ending,
  startedAt,
  endedAt = startedAt,
  fired,
  notes,
}: LoggedCall): string {
  const place = `${provider} ${endpoint} ${model}${attempt === 0 ? '' : `, attempt ${attempt + 1}`}`
  const faults = fired.length === 0 ? '' : `, fired: ${fired.map(({ fault }) => fault).join(', ')}`
  const upstream = upstreamOf(notes)
  const broken = upstream === undefined ? '' : `, upstream: ${upstream}`
  return `${formatDuration(startedAt)} ${place}: ${status ?? 'no status'}, ${ending ?? 'open'} after ${formatDuration(endedAt - startedAt)}${faults}${broken}`
}

function refusalEntry({ method, url, message }: UnhandledRequest): object {
  return { method, url, refused: message }
}

/** A refused request as one line. */
export function refusalLine({ method, url, message }: UnhandledRequest): string {
  return `refused ${method} ${url}: ${message}`
}

/** How the upstream broke, in its own words. `undefined` if it did not. */
function upstreamOf(notes: readonly string[] = []): string | undefined {
  const prefix = 'upstream: '
  return notes.find((note) => note.startsWith(prefix))?.slice(prefix.length)
}
