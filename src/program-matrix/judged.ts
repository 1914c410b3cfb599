import type { JournalCall } from '../engine/model/journal.ts'
import { toolCallsIn } from '../property/verdict/tool-calls.ts'
import { outcomeOf, type Complete, type ProgramOutcome } from './outcome.ts'
import type { Played } from './played.ts'
import { messageIn } from './seen.ts'
import { wordsOf } from './words.ts'

/** A rule for clients that a run violated. */
export interface ViolatedRule {
  readonly rule: string
  readonly title: string
  readonly how: string
  readonly hint: string
}

/** What a program did in one run. */
export interface PlayedRow {
  /** The fault. `none` for the run without faults. */
  readonly name: string
  readonly isBaseline: boolean
  readonly outcome: ProgramOutcome
  /** Absent if a signal ended it, or the time limit. */
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
  readonly calls: number
  /** Whether the fault changed a call. If not, the row says nothing about it. */
  readonly fired: boolean
  /** In ms of real time. */
  readonly lasted: number
  /** Whether it waited as long as an error response requested. Absent if none did. */
  readonly retryAfter?: 'kept' | 'ignored' | undefined
  readonly violated: readonly ViolatedRule[]
  /** What its user saw of the failure, if it did not end with the complete answer. */
  readonly message?: string | undefined
  readonly stdout: string
  readonly stderr: string
}

/** A program is still calling if its last call began in the last half of its time, and it made more than one. */
const longestQuiet = 0.5

/** Judges a run by what a complete answer looks like. */
export function judged(run: Played, complete: Complete, isBaseline = false): PlayedRow {
  const { name, ran, journal, verdicts, calls, hit, quiet } = run
  const { exitCode, signal, isLate, lasted, stdout, stderr } = ran
  const expected = { ...complete, answers: [...complete.answers, ...journal.calls.flatMap((call) => ownAnswer(call, complete))] }
  const outcome = outcomeOf(ran, expected, calls > 1 && quiet < longestQuiet)
  return {
    name,
    isBaseline,
    outcome,
    ...(isLate ? {} : { exitCode, signal }),
    calls,
    fired: hit > 0,
    lasted: Math.round(lasted),
    retryAfter: retryAfterOf(verdicts),
    violated: verdicts.flatMap(({ rule, title, verdict, hint }) =>
      verdict.type === 'violated' ? [{ rule, title, how: verdict.how, hint }] : [],
    ),
    ...(outcome === 'complete' ? {} : { message: messageIn(ran, complete.baseline) }),
    stdout,
    stderr,
  }
}

/** The answer that a call of this run received completely: a program that changes its prompt in a retry gets another one. */
function ownAnswer({ ending, truth = '', received }: JournalCall, { answers }: Complete): readonly string[] {
  const isAnswer = answers.length > 0 && ending === 'complete' && received === truth && toolCallsIn(truth).length === 0
  return isAnswer && wordsOf(truth) !== '' ? [wordsOf(truth)] : []
}

function retryAfterOf(verdicts: Played['verdicts']): PlayedRow['retryAfter'] {
  const type = verdicts.find(({ rule }) => rule === 'honors-retry-after')?.verdict.type
  if (type === 'held') return 'kept'
  return type === 'violated' ? 'ignored' : undefined
}
