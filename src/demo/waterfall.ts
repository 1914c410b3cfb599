import type { JournalCall } from '../engine/model/journal.ts'
import { fitted, span, type Line, type Span } from './screen/line.ts'

const nameWidth = 11
const endWidth = 4

/** How a call ended, in few columns. */
function endOf({ ending, status, problem }: JournalCall): Span {
  switch (ending) {
    case 'complete':
      return span('✔', 'green')
    case 'refused':
      return span(String(status), 'red')
    case 'truncated':
      return span(problem === undefined ? 'truncated' : 'err', 'red')
    case 'reset':
      return span('rst', 'red')
    case 'aborted':
      return span('off', 'yellow')
    case 'hung':
    case undefined:
      return span('...', 'yellow')
  }
}

function rowOf(call: JournalCall, now: number, length: number, width: number): Line {
  const room = width - nameWidth - endWidth
  const column = (at: number): number => Math.min(room - 1, Math.floor((at / length) * room))
  const end = call.endedAt ?? Infinity
  const from = column(call.startedAt)
  const to = Math.max(from + 1, column(Math.min(end, now)))
  const speaks = Math.min(to, column(Math.min(call.firstByteAt ?? Infinity, now)))
  return fitted(
    [
      span(call.provider.padEnd(nameWidth), 'dim'),
      span(' '.repeat(from)),
      span('┄'.repeat(speaks - from) + '━'.repeat(to - speaks), call.provider === 'openai' ? 'cyan' : 'yellow'),
      ...(end <= now ? [span(' '), endOf(call)] : []),
    ],
    width,
  )
}

/**
 * The calls of an answer up to a moment, one per row, on an axis in ms. Dotted while nothing arrives. Calls that do not fit are counted.
 */
export function waterfall(calls: readonly JournalCall[], now: number, length: number, width: number, rows: number): Line[] {
  const begun = calls.filter((call) => call.startedAt <= now)
  const shown = begun.length > rows ? begun.slice(1 - rows) : begun
  const hidden = begun.length - shown.length
  return [
    ...(hidden === 0 ? [] : [[span(`${hidden} calls before`, 'dim')]]),
    ...shown.map((call) => rowOf(call, now, length, width)),
    ...Array.from({ length: rows - shown.length - (hidden === 0 ? 0 : 1) }, (): Line => []),
  ]
}
