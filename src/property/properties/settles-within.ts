import {
  defineProperty,
  formatDuration,
  milliseconds,
  violated,
  held,
  inconclusive,
  isEndedByRuntime,
  isListening,
  isOpenAt,
  tasksOf,
  type Duration,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
  checkOptions,
  oneOf,
} from '../../kit.ts'

/** Options of {@link settlesWithin}. */
interface SettlesWithinOptions {
  /**
   * The time that counts: the total time of a task, or only the longest time in which one of its calls is open. For an app that waits for
   * hours between two attempts, but must not leave a call open that long. Default: all
   */
  readonly counts?: 'all' | 'open-calls'
}

/** The longest time in which at least one of the calls is open, until a time, in ms. */
function openTime(calls: readonly JournalCall[], until: number): number {
  let longest = 0
  let from = 0
  let to = 0
  for (const { startedAt, endedAt = until } of calls.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (startedAt > to) from = startedAt
    to = Math.max(to, Math.min(endedAt, until))
    longest = Math.max(longest, to - from)
  }
  return longest
}

/** A task whose waits are not counted. */
function judgeOpenTime({ name, calls, startedAt, settledAt }: TaskEvidence, limit: number): Verdict {
  const open = openTime(
    calls.filter((call) => !isListening(call)),
    settledAt,
  )
  if (open > limit)
    return violated(
      `${name} settled after ${formatDuration(settledAt - startedAt)}, and waited for answers for ${formatDuration(open)} without a pause`,
    )
  // Its waits without an open call are its own choice.
  return held
}

/**
 * Every task resolves or rejects within a time.
 * @param options.counts `open-calls` if the app's waits without an open call do not count. Default: all
 * @example
 * settlesWithin('60s')
 */
export function settlesWithin(deadline: Duration, options: SettlesWithinOptions = {}): Property {
  checkOptions('settlesWithin()', options, { counts: oneOf('all', 'open-calls') })
  const { counts = 'all' } = options
  const limit = milliseconds(deadline)
  return defineProperty({
    id: `settles-within(${formatDuration(limit)})`,
    statement: `every task resolves or rejects within ${formatDuration(limit)}${counts === 'all' ? '' : ', without the waits in which none of its calls is open'}`,
    evidence: 'outcome times',
    hint: 'Give the task a deadline, and a stream a limit for the time between two tokens: SDK timeouts end when the headers arrive.',
    takes: limit,
    judge(evidence) {
      const { settlement, settledAt } = evidence.outcome
      const isOpen = evidence.journal.calls.some((call) => isOpenAt(call, Infinity))
      if (settlement.type === 'stuck' && counts === 'open-calls' && isEndedByRuntime(evidence.journal.calls))
        return inconclusive('the runtime ends the silence within a response that is not streamed')
      if (settlement.type === 'stuck')
        return settlement.isAtLimit === true && counts === 'open-calls' && !isOpen
          ? inconclusive(`it was still waiting after ${formatDuration(settledAt)}, without an open call`)
          : violated(`it never settled. ${settlement.error.message.replace(/\.$/, '')}`)
      const tasks = tasksOf(evidence).map((task) => (evidence.outcome.tasks.length === 0 ? { ...task, name: 'it' } : task))
      const verdicts = tasks.map((task) => (counts === 'all' ? judgeTime(task, limit) : judgeOpenTime(task, limit)))
      return verdicts.find(({ type }) => type === 'violated') ?? verdicts.find(({ type }) => type === 'remark') ?? held
    },
  })
}

function judgeTime({ name, startedAt, settledAt }: TaskEvidence, limit: number): Verdict {
  const took = settledAt - startedAt
  return took > limit ? violated(`${name} settled after ${formatDuration(took)}`) : held
}
