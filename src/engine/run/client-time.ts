import type { Beat } from '../model/beat.ts'
import type { Problem, RateLimit } from '../model/problem.ts'
import type { Exchange } from '../model/provider.ts'

// Provider time can run faster than client time. Waits that a provider sends to a client are in client time; the journal is in provider
// time.

/** The problems in provider time, keyed by those sent to clients. */
const originals = new WeakMap<Problem, Problem>()

/** Converts the waits in the problems of a response to client time. */
export function toldInClientTime(beats: Iterable<Beat>, speed: number): Iterable<Beat> {
  return speed === 1 ? beats : told(beats, speed)
}

function* told(beats: Iterable<Beat>, speed: number): Generator<Beat, void, undefined> {
  for (const beat of beats) yield beat.type === 'problem' ? { ...beat, problem: inClientTime(beat.problem, speed) } : beat
}

function inClientTime(problem: Problem, speed: number): Problem {
  const { retryAfter, limits } = problem
  const scaled = {
    ...problem,
    ...(retryAfter === undefined ? {} : { retryAfter: shorter(retryAfter, speed) }),
    ...(limits === undefined ? {} : { limits: limitsInClientTime(limits, speed) }),
  }
  originals.set(scaled, problem)
  return scaled
}

/** Returns the problem in provider time that a client received in its own time. */
export function inProviderTime(problem: Problem): Problem {
  return originals.get(problem) ?? problem
}

/** Converts rate limits to client time. */
export function limitsInClientTime<Limits extends Exchange['limits'] | NonNullable<Problem['limits']>>(
  limits: Limits,
  speed: number,
): Limits {
  const scaled = Object.entries<RateLimit>(limits).map(([of, limit]) => [of, { ...limit, resetIn: shorter(limit.resetIn, speed) }])
  return speed === 1 ? { ...limits } : (Object.fromEntries(scaled) as Limits)
}

/** Milliseconds, rounded up: a client that waits exactly as long must not be too early. */
function shorter(ms: number, speed: number): number {
  return Math.ceil(ms / speed)
}
