import type { Beat } from '../model/beat.ts'
import type { Problem, RateLimit } from '../model/problem.ts'
import type { Exchange } from '../model/provider.ts'

// The providers' time can pass faster than the clients'. What a provider tells a client of waits has to be in the client's time;
// the journal is all in the providers'.

/** What a problem that a client is told was in the provider's time. */
const originals = new WeakMap<Problem, Problem>()

/** The steps of a delivery, with the waits that its problems ask for in the client's time. */
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

/** A problem that a client was told, as it is in the provider's time. */
export function inProviderTime(problem: Problem): Problem {
  return originals.get(problem) ?? problem
}

/** Rate limits as a client is told of them. */
export function limitsInClientTime<Limits extends Exchange['limits'] | NonNullable<Problem['limits']>>(
  limits: Limits,
  speed: number,
): Limits {
  const scaled = Object.entries<RateLimit>(limits).map(([of, limit]) => [of, { ...limit, resetIn: shorter(limit.resetIn, speed) }])
  return speed === 1 ? { ...limits } : (Object.fromEntries(scaled) as Limits)
}

/** In whole milliseconds, and never less than was meant: a client that waits exactly as long must not come too early. */
function shorter(ms: number, speed: number): number {
  return Math.ceil(ms / speed)
}
