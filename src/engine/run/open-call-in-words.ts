import { formatDuration } from '../base/duration.ts'
import { callName } from '../model/call-name.ts'
import type { JournalCall } from '../model/journal.ts'

/**
 * Formats an open call, for the error message of a program that waits for it.
 * @example
 * openCallInWords(call) // => 'openai gpt-4o, silent since 1s (stalled-stream)'
 */
export function openCallInWords(call: JournalCall): string {
  const { ending, startedAt, endedAt, fired } = call
  const state =
    ending === 'hung' ? `silent since ${formatDuration(endedAt ?? startedAt)}` : `open since ${formatDuration(startedAt)}, and not read`
  const faults = fired.length === 0 ? '' : ` (${fired.map(({ fault }) => fault).join(', ')})`
  return `${callName(call)}, ${state}${faults}`
}
