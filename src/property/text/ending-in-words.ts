import { formatDuration } from '../../engine/base/duration.ts'
import type { JournalCall } from '../../engine/model/journal.ts'

/** Formats a text on one line. The middle of a long text is replaced by dots. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 40 ? line : `${line.slice(0, 28)} ... ${line.slice(-8)}`
}

/**
 * Formats how a call ended, as its client saw it.
 * @example
 * endingInWords(call) // => 'error response 529 overloaded, retry after 8s'
 */
export function endingInWords(call: JournalCall): string {
  return endOf(call) + triedInWords(call) + runInWords(call)
}

/** The models that a gateway tried, each with its status, if there were several. */
function triedInWords({ tried = [] }: JournalCall): string {
  return tried.length < 2 ? '' : `; tried ${tried.map(({ model, status }) => `${model} (${status})`).join(', ')}`
}

/** Whether a tool ran although its result did not arrive, which clients cannot see. */
function runInWords({ executed, ending, status }: JournalCall): string {
  if (executed === undefined || ending === 'complete' || (ending === 'refused' && status === 200)) return ''
  return executed ? '; the tool has run' : '; the tool has not run'
}

function endOf(call: JournalCall): string {
  const { problem, received, status, stream } = call
  const after = received === '' ? ' before any text' : ` after "${excerpt(received)}"`
  switch (call.ending) {
    case 'complete':
      return completionInWords(call)
    case 'truncated':
      if (problem !== undefined) return `${problem.kind} error in the stream${after}`
      return stream ? `stream ends without its terminal event${after}` : `body ends before it is complete,${after}`
    case 'reset':
      return `connection breaks${after}`
    case 'aborted':
      return `aborted by the client${after}`
    case 'hung':
      return `sends nothing from here on and is not aborted${received === '' ? '' : `,${after}`}`
    case 'refused':
      if (status === 200 && received !== '') return `the tool fails: "${excerpt(received)}"`
      return [`error response ${status}`, ...(problem === undefined ? [] : [` ${problem.kind}`, ...waitInWords(problem)])].join('')
    case undefined:
      return 'still open, not read to its end'
  }
}

function waitInWords({ retryAfter }: NonNullable<JournalCall['problem']>): string[] {
  return retryAfter === undefined ? [] : [`, retry after ${formatDuration(retryAfter)}`]
}

/** An answer can include its terminal event and still be incomplete. */
function completionInWords({ finish, received, status }: JournalCall): string {
  if (status === 101) return 'WebSocket opened'
  if (finish === 'length') return `answer truncated at the token limit: "${excerpt(received)}"`
  if (finish === 'content-filter') return `answer stopped by the content filter${received === '' ? '' : `: "${excerpt(received)}"`}`
  if (finish === 'refusal') return `model refusal: "${excerpt(received)}"`
  return received === '' ? 'complete answer without any text' : `complete answer: "${excerpt(received)}"`
}
