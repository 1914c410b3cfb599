import type { Problem, ProblemCause, ProblemKind } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { WrittenProblem } from './encoding.ts'
import { retryHeaders } from './retry-after.ts'

/** A provider's status and message for a kind of failure. Extend it with the provider's own fields, such as a type or a code. */
export interface ProblemWording {
  /** The HTTP status. */
  readonly status: number
  readonly message: string | ((exchange: Exchange, problem: Problem) => string)
  /** Differences for more exact causes that the provider words differently. */
  readonly causes?: Readonly<Partial<Record<ProblemCause, Partial<Omit<this, 'causes'>>>>>
}

/** A provider's wording of each kind of failure. */
export type ProblemTable<Wording extends ProblemWording = ProblemWording> = Readonly<Record<ProblemKind, Wording>>

/** A table, or a function if the wording depends on more than the kind of failure. */
export type Wordings<Wording extends ProblemWording> = ProblemTable<Wording> | ((problem: Problem, exchange: Exchange) => Wording)

/** A problem in a provider's wording. */
export type WordedProblem<Wording extends ProblemWording> = Omit<Wording, 'status' | 'message' | 'code' | 'causes'> & {
  readonly status: number
  readonly message: string
  readonly code: string | null | (Wording extends { readonly code: infer Code } ? Code : undefined)
}

/** Returns a problem in a provider's wording. Status, message and code of the problem take precedence over the table's. */
export function worded<Wording extends ProblemWording>(
  wordings: Wordings<Wording>,
  problem: Problem,
  exchange: Exchange,
): WordedProblem<Wording> {
  const usual = typeof wordings === 'function' ? wordings(problem, exchange) : wordings[problem.kind]
  const { causes: _causes, ...wording } = { ...usual, ...(problem.cause === undefined ? {} : usual.causes?.[problem.cause]) }
  const { message } = wording
  return {
    ...wording,
    ...(problem.code === undefined ? {} : { code: problem.code }),
    status: problem.status ?? wording.status,
    message: problem.message ?? (typeof message === 'string' ? message : message(exchange, problem)),
    // The spread is typed as the wording itself, whose message can still be a function, and whose code can be missing.
  } as unknown as WordedProblem<Wording>
}

/** The headers and the body around the wording of a problem. */
export interface ProblemEnvelope {
  /** Default: {@link retryHeaders} */
  headers?(problem: Problem, exchange: Exchange): Readonly<Record<string, string>>
  /** The value of the JSON body. */
  body(problem: Problem, exchange: Exchange): unknown
}

/**
 * Creates a writer of error responses, for the `problem` of an endpoint.
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
