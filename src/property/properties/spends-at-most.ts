import type { JournalCall } from '../../engine/journal.ts'
import { areApart, tasksOf } from './tasks.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/** The tokens of a call. One refused costs nothing; one without a usage, its input and all that it was let to say. */
function costOf({ usage, ending, call, told }: JournalCall): number {
  if (ending === 'refused') return 0
  if (usage !== undefined) return usage.inputTokens + usage.outputTokens
  return call.inputTokens + (call.maxTokens ?? Math.ceil(told.length / 4))
}

/**
 * A task, with its retries and fallbacks, takes at most so many tokens. Where a usage is missing, all that the call may have cost counts.
 * @example
 * spendsAtMost({ tokens: 20_000 })
 */
export function spendsAtMost({ tokens }: { readonly tokens: number }): Property {
  return {
    id: `spends-at-most(${tokens})`,
    statement: `a task takes at most ${tokens} tokens, retries and fallbacks included`,
    hint: 'Count what each attempt used before the next one goes out, and set max_tokens. A missing usage is no free call.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      if (evidence.journal.calls.length === 0) return inconclusive('no call went out')
      if (!areApart(tasks)) return inconclusive('tasks ran at the same time; tell their calls apart with observe.task({ name, asks })')
      for (const { name, calls } of tasks) {
        const spent = calls.reduce((sum, call) => sum + costOf(call), 0)
        if (spent > tokens) return broken(`${name} took ${spent} tokens in ${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`)
      }
      return held
    },
  }
}
