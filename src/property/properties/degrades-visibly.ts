import {
  defineProperty,
  violated,
  held,
  inconclusive,
  isAnswer,
  judgeEach,
  saysPartial,
  type JournalCall,
  type Property,
  type TaskEvidence,
} from '../../kit.ts'

const marks = ['degraded', 'isDegraded', 'stale', 'isStale', 'cached', 'fromCache', 'fallback', 'isFallback', 'usedFallback'] as const

/** Whether a value is marked as degraded: by one of the usual names, or by the model or provider that answered instead. */
function saysLess(value: unknown, instead: readonly string[]): boolean {
  if (saysPartial(value)) return true
  if (typeof value !== 'object' || value === null) return false
  const members = value as Record<string, unknown>
  const names = ['model', 'provider', 'servedBy', 'source'].map((name) => members[name])
  return marks.some((mark) => members[mark] === true) || names.some((name) => typeof name === 'string' && instead.includes(name))
}

function isSame(one: JournalCall, other: JournalCall): boolean {
  return one.provider === other.provider && one.model === other.model
}

/** How an answer is degraded, and who answered instead. A model that is called for something else is not a substitute. `undefined` if it is not degraded. */
function lessIn({ calls }: TaskEvidence): { readonly how: string; readonly instead: readonly string[] } | undefined {
  const answer = calls.findLast(isAnswer)
  if (calls.length === 0) return undefined
  if (answer === undefined) return { how: 'nothing answered', instead: [] }
  const before = calls.slice(0, calls.indexOf(answer))
  const failed = before.find((call) => !isAnswer(call) && !calls.some((other) => isAnswer(other) && isSame(other, call)))
  if (failed === undefined) return undefined
  const { provider, model } = answer
  return { how: `${model} of ${provider} answered in place of ${failed.model} of ${failed.provider}`, instead: [provider, model] }
}

/**
 * If the user gets a degraded answer, the value says so: another model or provider answered, or none did and the value is stale,
 * canned or partial.
 * @param options.says whether a value says so. Default: looks for `degraded`, `stale`, `cached`, `fallback`, `partial`, or for a
 * `model` or `provider` that is the one which answered
 * @example
 * degradesVisibly({ says: (value) => (value as AppAnswer).quality === 'reduced' })
 */
export function degradesVisibly({ says }: { readonly says?: (value: unknown) => boolean } = {}): Property {
  return defineProperty({
    id: 'degrades-visibly',
    statement: 'where another model or none has answered, the value says so',
    evidence: 'journal and outcome',
    hint: 'Put into the value who answered, or that it is cached or partial, and show it: a silent downgrade is found out by its mistakes.',
    judge: (evidence) =>
      judgeEach(evidence, (task) => {
        const less = lessIn(task)
        if (less === undefined || task.settlement.type !== 'value')
          return inconclusive(less === undefined ? 'whoever was asked has answered' : 'the task gave no value')
        const { value } = task.settlement
        return (says === undefined ? saysLess(value, less.instead) : says(value))
          ? held
          : violated(`${less.how}, and the value does not say so`)
      }),
  })
}
