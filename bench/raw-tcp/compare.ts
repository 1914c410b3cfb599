import { cellOf } from '../matrix/cell.ts'
import type { Cell } from '../matrix/matrix.ts'
import type { Seen } from './call-client.ts'

/** What of a cell is compared. Messages are not: providers change their words. */
export interface View {
  readonly outcome: string
  readonly requests: number
  /** The class of the error and of its causes, with status and code. */
  readonly error: string
  readonly finish: string
  readonly text: string
  readonly values: string
}

const mostKept = 12

function errorOf(error: Cell['error']): string {
  if (error === undefined) return ''
  const { name, status, code, cause } = error
  return [name, status ?? '', code ?? '', errorOf(cause)].join(' ').trim()
}

export function viewOf({ outcome, error, finish = '', text = '', values = [] }: Cell, requests: number): View {
  return { outcome, requests: Math.min(requests, mostKept), error: errorOf(error), finish, text, values: values.join('\n') }
}

export function viewOfObserved({ observed, requests }: Seen, undisturbed: Seen): View {
  return viewOf(cellOf({ observed, calls: [], endedAt: 0, hasFired: true }, undisturbed.observed), requests)
}

/** The names of what differs. */
export function differences(one: View, other: View): readonly (keyof View)[] {
  return (Object.keys(one) as (keyof View)[]).filter((name) => one[name] !== other[name])
}
