import { formatDuration } from '../../engine/base/duration.ts'
import type { Journal, JournalCall } from '../../engine/model/journal.ts'

/** One line of a timeline: what happened, and when, in ms on the clock. */
export interface Moment {
  readonly at: number
  readonly text: string
}

function firedFaults(call: JournalCall, from: number, to: number): string {
  const names = call.fired.filter((fire) => fire.at >= from && fire.at <= to).map((fire) => fire.fault)
  return names.length === 0 ? '' : `  <- ${names.join(', ')}`
}

/** A text on one line. The middle of a long text is replaced by dots. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 40 ? line : `${line.slice(0, 28)} ... ${line.slice(-8)}`
}

function ended(call: JournalCall): string {
  const told = call.received === '' ? '' : ` after "${excerpt(call.received)}"`
  const asked = call.problem?.retryAfter === undefined ? '' : `, come back in ${formatDuration(call.problem.retryAfter)}`
  switch (call.ending) {
    case 'complete':
      return `answered whole${call.finish === 'length' ? ', cut at the token limit' : ''}: "${excerpt(call.received)}"`
    case 'cut':
      return call.problem === undefined ? `ends cleanly without its end marker${told}` : `reports ${call.problem.kind}${told}`
    case 'reset':
      return `breaks the connection${told}`
    case 'aborted':
      return `is given up by the client${told}`
    case 'hung':
      return `falls silent, and nobody gives it up${told}`
    case 'refused':
      return `refuses: ${call.status}${call.problem === undefined ? '' : ` ${call.problem.kind}`}${asked}`
    case undefined:
      return 'is still open, and nobody reads it'
  }
}

/** What happened in a journal, call by call, in order of time. */
export function momentsOf(journal: Journal): Moment[] {
  const moments = journal.calls.flatMap((call): Moment[] => {
    const end = call.endedAt ?? call.startedAt
    const who = `${call.provider} ${call.model}`
    const again = call.attempt === 0 ? '' : `, try ${call.attempt + 1}`
    if (end === call.startedAt) return [{ at: end, text: `${who}${again}: ${ended(call)}${firedFaults(call, -1, Infinity)}` }]
    return [
      { at: call.startedAt, text: `${who}${again}: asked${firedFaults(call, call.startedAt, end - 1)}` },
      { at: end, text: `${who}: ${ended(call)}${firedFaults(call, end, Infinity)}` },
    ]
  })
  return moments.toSorted((a, b) => a.at - b.at)
}

const mostLines = 16

/** Formats moments as lines, each with its time. The middle of a long story is replaced by the number of lines. */
export function timeline(moments: readonly Moment[]): string[] {
  const lines = moments.map(({ at, text }) => `${formatDuration(at).padStart(9)}  ${text}`)
  if (lines.length <= mostLines) return lines
  const head = lines.slice(0, mostLines - 5)
  return [...head, `${' '.repeat(9)}  ... ${lines.length - mostLines + 1} more`, ...lines.slice(-4)]
}
