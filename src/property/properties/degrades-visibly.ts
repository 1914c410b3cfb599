import {
  defineProperty,
  violated,
  held,
  inconclusive,
  hasFailed,
  isAnswer,
  judgeEach,
  promptOf,
  remark,
  textsWithin,
  type JournalCall,
  type Property,
  type TaskEvidence,
  checkOptions,
  functionLike,
} from '../../kit.ts'
import { saysLess } from './text/says-less.ts'

/** How a value is degraded. */
interface Less {
  readonly how: string
  /** The models that answered instead. */
  readonly instead: readonly string[]
  /** Whether the user certainly gets less, not just the same in another way. */
  readonly isCertain: boolean
}

/** Whether a call returned nothing, and was not just dropped for a faster one. */
function isLost(call: JournalCall, answer: JournalCall): boolean {
  return (
    hasFailed(call) ||
    (call.ending === 'aborted' && (call.endedAt ?? Infinity) <= answer.startedAt) ||
    (call.ending === 'complete' && !isAnswer(call))
  )
}

function isSame(one: JournalCall, other: JournalCall): boolean {
  return one.provider === other.provider && one.model === other.model
}

/** How the answer to one prompt is degraded: it is from another model, or it is missing. */
function lessFor(calls: readonly JournalCall[]): Less | undefined {
  const answer = calls.findLast(isAnswer)
  if (answer === undefined) {
    const [failed] = calls
    return { how: `nothing answered "${promptOf(failed!.call).slice(0, 40)}"`, instead: [], isCertain: false }
  }
  const failed = calls.find((call) => isLost(call, answer) && !calls.some((other) => isAnswer(other) && isSame(other, call)))
  if (failed === undefined) return undefined
  const { provider, model } = answer
  return {
    how: `${model} of ${provider} answered instead of ${failed.model} of ${failed.provider}`,
    instead: [provider, model],
    isCertain: true,
  }
}

/** The answer of an earlier call that was returned although this task got no answer. */
function staleIn({ settlement, calls, startedAt }: TaskEvidence, journal: readonly JournalCall[]): Less | undefined {
  if (settlement.type !== 'value' || calls.some(isAnswer)) return undefined
  const texts = new Set(textsWithin(settlement.value).map((text) => text.trim()))
  const old = journal.find(
    (call) =>
      !calls.includes(call) && call.endedAt !== undefined && call.endedAt <= startedAt && isAnswer(call) && texts.has(call.received.trim()),
  )
  return old === undefined
    ? undefined
    : { how: `nothing answered, and an earlier answer of ${old.provider} was given`, instead: [], isCertain: true }
}

function lessIn(task: TaskEvidence, journal: readonly JournalCall[]): Less | undefined {
  const calls = task.calls.filter(({ call }) => call.operation === undefined)
  if (calls.length === 0) return undefined
  const less = [...Map.groupBy(calls, ({ call }) => promptOf(call)).values()].flatMap((group) => lessFor(group) ?? [])
  return staleIn(task, journal) ?? less.find(({ isCertain }) => isCertain) ?? less[0]
}

/**
 * If the user gets a degraded answer, from another model or an earlier call, the value reports it.
 * If a prompt got no answer at all, such as an item of a batch, and the value does not report that, this leads to a remark, since
 * the call might have been unimportant.
 * @param options.isMarked whether a value reports it. Default: looks for marks such as `degraded`, `stale`, `fallback`, `partial` or
 * `error`, for the name of the model or provider that answered, for `null`, and for words such as "unavailable"
 * @example
 * degradesVisibly({ isMarked: (value) => (value as AppAnswer).quality === 'reduced' })
 */
export function degradesVisibly(options: { readonly isMarked?: (value: unknown) => boolean } = {}): Property {
  checkOptions('degradesVisibly()', options, { isMarked: functionLike('(value) => value.degraded') })
  const { isMarked } = options
  return defineProperty({
    id: 'degrades-visibly',
    statement: 'if another model answered, or none did, the value is marked as degraded',
    evidence: 'journal and outcome',
    hint: 'Include in the value which model answered, or that the answer is cached or partial, and show it: users discover a silent downgrade through its mistakes.',
    judge: (evidence) =>
      judgeEach(evidence, (task) => {
        const less = lessIn(task, evidence.journal.calls)
        if (less === undefined || task.settlement.type !== 'value')
          return inconclusive(less === undefined ? 'the requested model answered every request' : 'the task returned no value')
        const isSaid = isMarked === undefined ? saysLess(task, less.instead, evidence.journal.calls) : isMarked(task.settlement.value)
        if (isSaid) return held
        const how = `${less.how}, and the value is not marked as degraded`
        return less.isCertain ? violated(how) : remark(how)
      }),
  })
}
