import { coreOf } from '../chaos/core.ts'
import type { Scenario } from '../control-client/control-client.ts'
import type { Journal } from '../engine/model/journal.ts'
import { verdictsOf, type JournalVerdict } from '../property/client-behavior.ts'
import type { Emulator, Place } from './emulator.ts'
import { launched, type Launch, type Ran } from './launch.ts'

/** What a program goes through in one run. */
export interface Row {
  readonly name: string
  readonly scenario: Scenario
}

/** How a program is run. */
export interface Setting {
  /** How it is started, in the place of a row. */
  launch(place: Place): Launch
  /** How long a run can last, in ms of real time. */
  readonly limit: number
}

/** A run of a program, before it is judged. */
export interface Played {
  readonly name: string
  readonly ran: Ran
  readonly journal: Journal
  readonly verdicts: readonly JournalVerdict[]
  /** How many calls arrived. */
  readonly calls: number
  /** How many calls a fault fired on. */
  readonly hit: number
  /** How long before its end the last call began, as a part of the whole run. 1 if there was none. */
  readonly quiet: number
}

/** Runs a program in a scope of its own. */
export async function played(emulator: Emulator, { name, scenario }: Row, { launch, limit }: Setting): Promise<Played> {
  const place = await emulator.open(`row-${name.replaceAll(/[^\w.-]+/g, '-')}`, scenario)
  try {
    const { run } = coreOf(place.chaos)
    const begun = run.clock.now()
    const ran = await launched(launch(place), limit)
    const ended = run.clock.now()
    const { journal } = run
    const last = journal.calls.at(-1)?.startedAt ?? begun
    const { arrived, counts } = journal
    return { name, ran, journal, verdicts: verdictsOf(journal), calls: arrived, hit: counts.hit, quiet: (ended - last) / (ended - begun) }
  } finally {
    await place.close()
  }
}
