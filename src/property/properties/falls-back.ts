import {
  defineProperty,
  formatDuration,
  violated,
  remark,
  held,
  inconclusive,
  judgeEach,
  isAnswer,
  isWhole,
  textsWithin,
  type JournalCall,
  type ProblemKind,
  type Property,
  type TaskEvidence,
  type Verdict,
  checkOptions,
  text,
} from '../../kit.ts'

/** Problems of the request itself: another provider would reject it, too. */
const faultsOfRequest: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'bad-request',
  'context-length-exceeded',
  'request-too-large',
  'unprocessable',
])

/** Whether a value contains what a call returned before it failed. */
function isGivenOut({ received }: JournalCall, value: unknown): boolean {
  const text = received.trim()
  return text !== '' && textsWithin(value).some((part) => part.includes(text))
}

/** No other provider was called after the first one failed. */
function judgeAlone(first: string, own: readonly JournalCall[], { settlement }: TaskEvidence): Verdict {
  const { problem } = own.at(-1)!
  if (problem !== undefined && faultsOfRequest.has(problem.kind))
    return remark(`${first} rejected the request with ${problem.kind}, and no other provider was called`)
  if (settlement.type !== 'value') return violated(`${first} failed, no other provider was called, and the task did not resolve`)
  // A value without anything from the failed answer can be cached or prepared.
  const how = `${first} failed, no other provider was called, and the task resolved`
  return own.some((call) => isGivenOut(call, settlement.value)) ? violated(`${how} with the truncated answer`) : remark(how)
}

/** Another provider was called after the first one failed. */
function judgeFallback(first: string, last: JournalCall, { settlement }: TaskEvidence): Verdict {
  const { provider, startedAt, endedAt } = last
  const isResolved = settlement.type === 'value'
  if (last.ending === 'aborted' && last.fired.length === 0 && !isResolved)
    return violated(`${first} failed, and ${provider} was aborted after ${formatDuration(endedAt! - startedAt)}, before it could answer`)
  if (!isAnswer(last)) return inconclusive('every provider failed')
  if (isResolved) return held
  // An app can reject a corrupt answer.
  if (last.received !== last.truth) return inconclusive(`${provider} did not give its expected answer`)
  const how = `${provider} answered, and the task did not resolve`
  // Changes next to the text, such as its content type, can make it unreadable for a client.
  return last.fired.length === 0 ? violated(how) : remark(how)
}

/**
 * If the first provider fails, another one answers and the task resolves. `from` and `to` name them if their order differs from
 * the calls.
 * @example
 * fallsBack({ from: 'openai', to: 'anthropic' })
 */
export function fallsBack(options: { readonly from?: string; readonly to?: string } = {}): Property {
  checkOptions('fallsBack()', options, { from: text, to: text })
  const { from, to } = options
  return defineProperty({
    id: 'falls-back',
    statement: `if ${from ?? 'the first provider'} fails, ${to ?? 'another'} answers and the task resolves`,
    evidence: 'journal and outcome',
    hint: 'Treat every incomplete answer as a failure: HTTP error, broken connection, truncated stream, stall, and an error in mid-stream, after the 200. Give the fallback its own timeout.',
    judge: (evidence) =>
      judgeEach(evidence, (task) => {
        const first = from ?? task.calls[0]?.provider
        const own = task.calls.filter((call) => call.provider === first)
        if (first === undefined || own.length === 0 || isWhole(own.at(-1)!))
          return inconclusive(`${first ?? 'the first provider'} did not fail permanently`)
        const last = task.calls.findLast((call) => (to === undefined ? call.provider !== first : call.provider === to))
        return last === undefined ? judgeAlone(first, own, task) : judgeFallback(first, last, task)
      }),
  })
}
