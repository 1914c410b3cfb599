import { formatDuration } from '../engine/base/duration.ts'
import { failure } from '../engine/run/call-record.ts'
import type { JournalCall, UnhandledRequest } from '../engine/model/journal.ts'

/** The used members of a call. */
export interface LoggedCall extends Pick<JournalCall, 'provider' | 'endpoint' | 'model' | 'attempt' | 'startedAt'> {
  readonly status?: number | undefined
  readonly ending?: string | undefined
  readonly endedAt?: number | undefined
  readonly fired: readonly { readonly fault: string }[]
  readonly notes?: readonly string[] | undefined
}

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
  const place = `${[provider, endpoint, model].filter((word) => word !== '').join(' ')}${attempt === 0 ? '' : `, attempt ${attempt + 1}`}`
  const faults = fired.length === 0 ? '' : `, fired: ${fired.map(({ fault }) => fault).join(', ')}`
  const upstream = upstreamOf(notes)
  const broken = upstream === undefined ? '' : `, upstream: ${upstream}`
  const why = failureOf(notes)
  const failed = why === undefined ? '' : `, ${failure}${why}`
  return `${formatDuration(startedAt)} ${place}: ${status ?? 'no status'}, ${ending ?? 'open'} after ${formatDuration(endedAt - startedAt)}${faults}${broken}${failed}`
}

/** A refused request as one line. */
export function refusalLine({ method, url, message }: UnhandledRequest): string {
  return `refused ${method} ${url}: ${message}`
}

/** How the upstream broke, in its own words. `undefined` if it did not. */
export function upstreamOf(notes: readonly string[] = []): string | undefined {
  return noteAfter('upstream: ', notes)
}

/** Why brownout could not answer the call. `undefined` if it did. */
export function failureOf(notes: readonly string[] = []): string | undefined {
  return noteAfter(failure, notes)
}

function noteAfter(prefix: string, notes: readonly string[]): string | undefined {
  return notes.find((note) => note.startsWith(prefix))?.slice(prefix.length)
}
