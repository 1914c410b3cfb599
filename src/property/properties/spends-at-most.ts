import {
  defineProperty,
  formatDuration,
  milliseconds,
  countTokens,
  violated,
  held,
  inconclusive,
  areApart,
  mixed,
  tasksOf,
  type Duration,
  type JournalCall,
  type Property,
} from '../../kit.ts'

/** The tokens of a call. An error response costs nothing. */
function costOf({ usage, ending, call, received, truth }: JournalCall): number {
  if (ending === 'refused') return 0
  if (usage !== undefined) return usage.inputTokens + usage.outputTokens
  // The provider bills what it has generated, also for a stream that the client did not read to its end.
  return call.inputTokens + (call.maxTokens ?? Math.max(countTokens(received), countTokens(truth ?? '')))
}

/** The most tokens of calls that began within any window, and when it begins. */
function dearestWindow(calls: readonly JournalCall[], length: number): { readonly spent: number; readonly from: number } {
  return calls
    .map(({ startedAt: from }) => ({
      from,
      spent: calls.filter(({ startedAt }) => startedAt >= from && startedAt < from + length).reduce((sum, call) => sum + costOf(call), 0),
    }))
    .reduce((most, window) => (window.spent > most.spent ? window : most), { spent: 0, from: 0 })
}

/**
 * A task, with its retries and fallbacks, uses at most this many tokens. If a response has no usage, the worst case counts: the
 * input, and `max_tokens` or, without it, the complete answer.
 * @param options.per counts all tasks together, within any window of this length, such as `1m`. Default: each task by itself
 * @example
 * spendsAtMost({ tokens: 20_000 })
 */
export function spendsAtMost({ tokens, per }: { readonly tokens: number; readonly per?: Duration }): Property {
  const window = per === undefined ? undefined : milliseconds(per)
  return defineProperty({
    id: `spends-at-most(${tokens}${window === undefined ? '' : ` per ${formatDuration(window)}`})`,
    statement: `${window === undefined ? 'a task takes' : `within ${formatDuration(window)} all tasks take`} at most ${tokens} tokens, retries and fallbacks included`,
    evidence: 'usage in the journal',
    hint: 'Count what each attempt used before the next one goes out, and set max_tokens. A missing usage is no free call.',
    judge(evidence) {
      const { calls } = evidence.journal
      if (calls.length === 0) return inconclusive('no call went out')
      if (window !== undefined) {
        const { spent, from } = dearestWindow(calls, window)
        return spent > tokens
          ? violated(`from ${formatDuration(from)} on ${spent} tokens were taken within ${formatDuration(window)}`)
          : held
      }
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      for (const task of tasks) {
        const spent = task.calls.reduce((sum, call) => sum + costOf(call), 0)
        if (spent > tokens)
          return violated(`${task.name} took ${spent} tokens in ${task.calls.length} ${task.calls.length === 1 ? 'call' : 'calls'}`)
      }
      return held
    },
  })
}
