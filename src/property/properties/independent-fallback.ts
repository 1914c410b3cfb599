import {
  defineProperty,
  hasFailed,
  isAnswer,
  promptOf,
  violated,
  held,
  inconclusive,
  judgeEach,
  type JournalCall,
  type ProblemKind,
  type Property,
} from '../../kit.ts'

/** Problems that another model of the provider can solve: a missing model, or a request that is too long. */
const ofModel: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'model-not-found',
  'context-length-exceeded',
  'request-too-large',
  'bad-request',
  'unprocessable',
])

/** Whether a call failed in a way that is likely to affect the provider's other models. */
function isOutage(call: JournalCall): boolean {
  return hasFailed(call) && call.ending !== 'complete' && (call.problem === undefined || !ofModel.has(call.problem.kind))
}

function isSameModel(one: JournalCall, another: JournalCall): boolean {
  return one.provider === another.provider && one.model === another.model
}

/**
 * A fallback goes to another provider and another host than the call that failed. Another model of the same provider can take over if the
 * model is gone or the request is too long for it.
 * @example
 * independentFallback()
 */
export function independentFallback(): Property {
  return defineProperty({
    id: 'independent-fallback',
    statement: 'a fallback calls a provider and a host that did not fail',
    evidence: 'journal',
    hint: 'Fall back to another provider: a sibling model shares the API key, the quota, the edge and the outage.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        // A model that failed and then answered needs no fallback.
        const first = calls.find((call) => isOutage(call) && !calls.some((later) => isAnswer(later) && isSameModel(later, call)))
        if (first === undefined) return inconclusive('no provider failed permanently')
        // Another model can be called for another prompt.
        const fallbacks = calls
          .slice(calls.indexOf(first) + 1)
          .filter((call) => !isSameModel(call, first) && promptOf(call.call) === promptOf(first.call))
        const [fallback] = fallbacks
        if (fallback === undefined) return inconclusive('nothing else was called after a failure')
        return fallbacks.some((call) => call.provider !== first.provider && call.host !== first.host)
          ? held
          : violated(`${first.model} of ${first.provider} failed, and only ${fallback.model} at ${fallback.host} was called instead`)
      }),
  })
}
