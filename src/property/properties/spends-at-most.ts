import {
  defineProperty,
  BrownoutError,
  formatDuration,
  milliseconds,
  countTokens,
  violated,
  held,
  inconclusive,
  endedBefore,
  judgeEach,
  type Duration,
  type Evidence,
  type JournalCall,
  type Property,
  type Verdict,
} from '../../kit.ts'

/** Whether a provider bills a call: it reached the model, and asked for more than a count or a list. */
function isBilled({ ending, status, call, truth }: JournalCall): boolean {
  if (ending === 'refused' || truth === undefined || (ending === 'reset' && status === undefined)) return false
  return call.operation !== 'count-tokens' && call.operation !== 'list-models'
}

/**
 * The tokens that a call took: what it sent, and what the model generated for it, within the limit that it set. A provider that
 * reports more surprises every client.
 */
function costOf(call: JournalCall): number {
  if (!isBilled(call)) return 0
  const { usage, received, truth, call: asked } = call
  const generated = Math.max(countTokens(received), countTokens(truth ?? ''))
  const cost = asked.inputTokens + Math.min(generated, asked.maxTokens ?? Infinity)
  return usage === undefined ? cost : Math.min(cost, usage.inputTokens + usage.outputTokens)
}

/** The tokens of a call as a careful client counts them: what the response says or, if it does not, the worst case. */
function reportedCostOf(call: JournalCall): number {
  if (!isBilled(call)) return 0
  const { usage, call: asked } = call
  return usage === undefined ? asked.inputTokens + (asked.maxTokens ?? 0) : usage.inputTokens + usage.outputTokens
}

/** What calls had reported when the last one was sent, which was the last moment for a client to stop. */
function reportedBeforeLast(calls: readonly JournalCall[]): number {
  const last = calls.findLast(isBilled)
  return last === undefined
    ? 0
    : sumOf(
        calls.filter((call) => call !== last && endedBefore(call, last)),
        reportedCostOf,
      )
}

function sumOf(calls: readonly JournalCall[], cost: (call: JournalCall) => number): number {
  return calls.reduce((sum, call) => sum + cost(call), 0)
}

/** The most tokens of calls that began within any window, and when it begins. */
function dearestWindow(calls: readonly JournalCall[], length: number): { readonly spent: number; readonly from: number } {
  return calls
    .map(({ startedAt: from }) => ({
      from,
      spent: sumOf(
        calls.filter(({ startedAt }) => startedAt >= from && startedAt < from + length),
        costOf,
      ),
    }))
    .reduce((most, window) => (window.spent > most.spent ? window : most), { spent: 0, from: 0 })
}

/**
 * A task, with its retries and fallbacks, uses at most this many tokens, and makes no call after the responses before have reported
 * more. A response without usage counts as the worst case by then: the input and `max_tokens`. A provider that reports more than a
 * call could use does not violate it by that alone: no client can know before.
 * @param options.per counts all tasks together, within any window of this length, such as `1m`. Default: each task on its own
 * @throws BrownoutError if the number of tokens is not positive
 * @example
 * spendsAtMost({ tokens: 20_000 })
 */
export function spendsAtMost({ tokens, per }: { readonly tokens: number; readonly per?: Duration }): Property {
  if (!(tokens > 0)) throw new BrownoutError(`spendsAtMost() cannot keep to ${tokens} tokens: expected a positive number.`)
  const window = per === undefined ? undefined : milliseconds(per)
  return defineProperty({
    id: `spends-at-most(${tokens}${window === undefined ? '' : ` per ${formatDuration(window)}`})`,
    statement: `${window === undefined ? 'a task uses' : `within ${formatDuration(window)} all tasks use`} at most ${tokens} tokens, retries and fallbacks included`,
    evidence: 'usage in the journal',
    hint: 'Add up the usage of each attempt before the next one is sent, and set max_tokens. A response without usage is not free.',
    judge(evidence) {
      const { calls } = evidence.journal
      if (calls.length === 0) return inconclusive('no call was made')
      return window === undefined ? judgeTasks(evidence, tokens) : judgeWindow(calls, tokens, window)
    },
  })
}

function judgeWindow(calls: readonly JournalCall[], tokens: number, window: number): Verdict {
  const { spent, from } = dearestWindow(calls, window)
  return spent > tokens ? violated(`from ${formatDuration(from)} on ${spent} tokens were used within ${formatDuration(window)}`) : held
}

function judgeTasks(evidence: Evidence, tokens: number): Verdict {
  return judgeEach(evidence, ({ name, calls }) => {
    const times = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
    const spent = sumOf(calls, costOf)
    if (spent > tokens) return violated(`${name} used ${spent} tokens in ${times}`)
    const reported = reportedBeforeLast(calls)
    return reported > tokens ? violated(`${name} made another call after the responses had reported ${reported} tokens`) : held
  })
}
