import type { Problem, ProblemKind } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { WrittenProblem } from './encoding.ts'
import { retryHeaders } from './retry-after.ts'

/** How a provider words a kind of failure. What else it says of it, such as a type or a code, are fields of its own. */
export interface ProblemWording {
  /** The HTTP status. */
  readonly status: number
  readonly message: string | ((exchange: Exchange, problem: Problem) => string)
}

/** How a provider words each kind of failure. */
export type ProblemTable<Wording extends ProblemWording = ProblemWording> = Readonly<Record<ProblemKind, Wording>>

/** A table, or a function for a provider whose words depend on more than the kind of failure. */
export type Wordings<Wording extends ProblemWording> = ProblemTable<Wording> | ((problem: Problem, exchange: Exchange) => Wording)

/** A problem in a provider's words. */
export type WordedProblem<Wording extends ProblemWording> = Omit<Wording, 'status' | 'message' | 'code'> & {
  readonly status: number
  readonly message: string
  readonly code: string | null | (Wording extends { readonly code: infer Code } ? Code : undefined)
}

/** A problem in a provider's words. A status, message or code of the problem's own goes before the table's. */
export function worded<Wording extends ProblemWording>(
  wordings: Wordings<Wording>,
  problem: Problem,
  exchange: Exchange,
): WordedProblem<Wording> {
  const wording = typeof wordings === 'function' ? wordings(problem, exchange) : wordings[problem.kind]
  const { message } = wording
  return {
    ...wording,
    ...(problem.code === undefined ? {} : { code: problem.code }),
    status: problem.status ?? wording.status,
    message: problem.message ?? (typeof message === 'string' ? message : message(exchange, problem)),
    // The spread is typed as the wording itself, whose message may still be a function and which may have no code.
  } as unknown as WordedProblem<Wording>
}

/** What a provider puts around the words of a problem. */
export interface ProblemEnvelope {
  /** Default: when to come back, as {@link retryHeaders} writes it. */
  headers?(problem: Problem, exchange: Exchange): Readonly<Record<string, string>>
  /** The value of the JSON body. */
  body(problem: Problem, exchange: Exchange): unknown
}

/**
 * Writes problems as HTTP errors.
 * @example
 * const httpError = problemWriter(wordings, {
 *   body: (problem, exchange) => ({ error: worded(wordings, problem, exchange).message }),
 * })
 */
export function problemWriter<Wording extends ProblemWording>(
  wordings: Wordings<Wording>,
  { headers = (problem, { date }) => retryHeaders(problem, date), body }: ProblemEnvelope,
): (problem: Problem, exchange: Exchange) => WrittenProblem & { readonly headers: Readonly<Record<string, string>> } {
  return (problem, exchange) => ({
    status: worded(wordings, problem, exchange).status,
    headers: headers(problem, exchange),
    body: body(problem, exchange),
  })
}
