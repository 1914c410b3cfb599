import { formatDuration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { isComplete, type Complete } from './outcome.ts'
import type { Played, Setting } from './played.ts'
import { messageIn } from './seen.ts'
import { wordsOf } from './words.ts'

/**
 * What a complete answer looks like, by the run without faults: the answer that the program printed.
 * @throws BrownoutError if its output lacks what it is expected to have
 */
export function completeOf({ ran, journal }: Played, expected: Complete['expected']): Complete {
  const stdout = wordsOf(ran.stdout)
  const answers = journal.calls.map(({ truth = '' }) => wordsOf(truth)).filter((words) => words !== '' && stdout.includes(words))
  // A program can print the answers of several calls. The last is its result.
  const complete = { answers: answers.slice(-1), expected, baseline: ran }
  if (expected !== undefined && !isComplete(ran.stdout, complete)) throw fails(`does not print ${String(expected)}.`)
  return complete
}

/** @throws BrownoutError if the program does not work without faults: then its rows would show nothing. */
export function checkBaseline(baseline: Played, { limit }: Pick<Setting, 'limit'>): void {
  const { ran, calls, journal } = baseline
  if (ran.isLate) throw fails(`had not ended after ${formatDuration(limit)}. Run a command that ends, or raise --limit.`)
  const [blocked] = journal.unhandled
  if (ran.exitCode !== 0) {
    const message = messageIn(ran)
    throw fails(
      `ended with ${ran.exitCode === undefined ? `signal ${ran.signal}` : `exit code ${ran.exitCode}`}${message === undefined ? '.' : `: ${message}`}`,
    )
  }
  if (calls > 0) return
  if (blocked !== undefined) throw fails(`called only what is not emulated. ${blocked.message}`)
  throw fails(
    'called no emulated provider. A Node program needs Node 22.12 or newer; any other must read its base URL from a variable such as OPENAI_BASE_URL.',
  )
}

function fails(how: string): BrownoutError {
  return new BrownoutError(`Cannot test the program: without faults it ${how}`)
}
