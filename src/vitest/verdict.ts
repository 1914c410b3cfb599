import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { printable } from '../engine/base/printable.ts'
import type { Journal } from '../engine/model/journal.ts'
import { verdictsOf } from '../property/client-behavior.ts'
import type { StuckError } from '../time/index.ts'
import type { RunningTest } from './running-test.ts'
import type { IncidentFile } from './incident-file.ts'
import { replayLineOf } from './run-line.ts'
import { unfiredInWords } from './unfired-in-words.ts'

/** The consequence of a finding at the end of a test. */
export type Consequence = 'warn' | 'fail' | 'ignore'

/** The consequence of each kind of finding. */
export interface Consequences {
  readonly unfiredFaults: Consequence
  readonly clientBehavior: Consequence
}

/**
 * Reports at the end of a test problems of the test itself and of its client.
 * @param troubles problems found outside the journal
 * @param stuck set if the test got stuck. Its client could not finish, so it is not judged.
 * @throws StuckError if the test got stuck; BrownoutError if there were other problems, or a finding whose consequence is `fail`
 */
export function judge(
  chaos: Chaos,
  troubles: ReadonlySet<string>,
  stuck: StuckError | undefined,
  { unfiredFaults, clientBehavior }: Consequences,
): void {
  const { journal } = chaos
  const all = new Set([...journal.unhandled.map((request) => request.message), ...journal.bugs.map((bug) => bug.message), ...troubles])
  const told: Record<Consequence, string[]> = { warn: [], fail: [], ignore: [] }
  told[unfiredFaults].push(...unfiredInWords(coreOf(chaos).replayedRun.armed.idle, chaos.isReplaying))
  const violations = stuck === undefined ? violationsOfClient(journal) : []
  told[clientBehavior].push(...violations.map((text) => (clientBehavior === 'warn' ? `${text} ${howToDecide}` : text)))
  for (const text of told.fail) all.add(text)
  for (const text of told.warn) console.warn(`brownout: ${text}`)
  if (stuck !== undefined && all.size === 0) throw stuck
  if (stuck !== undefined || all.size > 0) throw new BrownoutError([...(stuck === undefined ? [] : [stuck.message]), ...all].join('\n'))
}

/** How to turn a warning about the client into a failure, or off. */
const howToDecide =
  "The test does not fail because of this: withChaos({ clientBehavior: 'fail' }) makes it fail, and 'ignore' turns the warning off."

function violationsOfClient(journal: Journal): string[] {
  return verdictsOf(journal).flatMap(({ rule, title, verdict, hint }) =>
    verdict.type === 'violated' ? [`${title} (${rule}): ${verdict.how}. ${hint}`] : [],
  )
}

/** Prints the remarks of a test's searches, one line each. Fails nothing. */
export function tellRemarks(remarks: ReadonlySet<string>): void {
  for (const remark of remarks) console.warn(`brownout: remark: ${remark}`)
}

/**
 * Prints how to rerun a failed test, from its seed and from its kept incident. A search prints that itself, and a test in
 * which no fault fired fails the same without it.
 */
export function tellHowToReplay(test: RunningTest, chaos: Chaos, file: IncidentFile): void {
  const isReported = file.isKept
  const hasFired = chaos.journal.calls.some(({ fired }) => fired.length > 0)
  if (!isReported && hasFired && !chaos.isReplaying) keep(chaos, file)
  if (file.trouble !== undefined) console.error(`brownout: ${file.trouble}`)
  if (isReported || !hasFired) return
  const other = file.replayLine === undefined ? '' : `\n  or ${file.replayLine}`
  console.error(`brownout: reproduce this failure (seed ${printable(chaos.seed)}):\n     ${replayLineOf(test, chaos.seed)}${other}`)
}

function keep(chaos: Chaos, file: IncidentFile): void {
  try {
    file.keep(chaos.incident())
  } catch (error) {
    // Such as an injection with a condition in code, which a file cannot contain.
    if (!(error instanceof BrownoutError)) throw error
  }
}
