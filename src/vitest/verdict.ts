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

/** What becomes of something that is found at the end of a test. */
export type Consequence = 'warn' | 'fail' | 'ignore'

/** What becomes of what. */
export interface Consequences {
  readonly unfiredFaults: Consequence
  readonly clientBehavior: Consequence
}

/**
 * Reports at the end of a test what went wrong with the test itself and with the behavior of its client.
 * @param troubles what was noticed next to the journal
 * @param stuck set if the test got stuck. Its client could not finish, so its behavior is not judged.
 * @throws StuckError if the test got stuck; BrownoutError if there was other trouble, or something that is to fail the test
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
  told[unfiredFaults].push(...unfiredInWords(coreOf(chaos).replayedRun))
  const violations = stuck === undefined ? violationsOfClient(journal) : []
  told[clientBehavior].push(...violations.map((text) => (clientBehavior === 'warn' ? `${text} ${howToDecide}` : text)))
  for (const text of told.fail) all.add(text)
  for (const text of told.warn) console.warn(`brownout: ${text}`)
  if (stuck !== undefined && all.size === 0) throw stuck
  if (stuck !== undefined || all.size > 0) throw new BrownoutError([...(stuck === undefined ? [] : [stuck.message]), ...all].join('\n'))
}

/** What turns a warning about the client into a failure, or off. */
const howToDecide =
  "The test does not fail because of this: withChaos({ clientBehavior: 'fail' }) makes it fail, and 'ignore' turns the warning off."

function violationsOfClient(journal: Journal): string[] {
  return verdictsOf(journal).flatMap(({ rule, title, verdict, hint }) =>
    verdict.type === 'violated' ? [`${title} (${rule}): ${verdict.how}. ${hint}`] : [],
  )
}

/** Prints what searches of a test remarked, one line each. It fails nothing. */
export function tellRemarks(remarks: ReadonlySet<string>): void {
  for (const remark of remarks) console.warn(`brownout: remark: ${remark}`)
}

/**
 * Prints how to run a failed test again: from the seed, and from the incident that is kept. A search prints that itself, and a test in
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
    // Such as an injection with a condition in code, which no file can hold.
    if (!(error instanceof BrownoutError)) throw error
  }
}
