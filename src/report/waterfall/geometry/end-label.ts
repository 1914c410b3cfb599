import type { CallData } from '../../data/call-data.ts'
import type { Tone } from '../waterfall-data.ts'

/** How a call ended: a mark, and text unless the mark is enough. */
export interface EndLabel {
  readonly mark: '✓' | '✕' | '≠' | '–'
  readonly text: string
  readonly tone: Tone
}

/** How a call ended, as its client saw it. */
export function endLabelOf(call: CallData): EndLabel {
  const { ending, problem, status } = call
  if (ending === undefined) return { mark: '–', text: 'still open', tone: 'plain' }
  switch (ending) {
    case 'complete':
      return isAsExpected(call) ? { mark: '✓', text: '', tone: 'held' } : { mark: '≠', text: 'not the expected answer', tone: 'violated' }
    case 'truncated':
      return violated(problem === undefined ? 'truncated' : `${problem.kind} error in the stream`)
    case 'reset':
      return violated('connection broken')
    case 'refused':
      return violated([status, problem?.kind].filter((part) => part !== undefined).join(' '))
    case 'hung':
      return violated('silent')
    case 'aborted':
      return { mark: '–', text: 'aborted by the app', tone: 'plain' }
  }
}

/** Whether the client received the model's answer without a fault. */
export function isAsExpected({ expected, received }: CallData): boolean {
  return expected === undefined || expected === received
}

function violated(text: string): EndLabel {
  return { mark: '✕', text, tone: 'violated' }
}
