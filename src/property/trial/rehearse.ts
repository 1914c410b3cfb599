import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import type { Journal, JournalCall } from '../../engine/model/journal.ts'
import type { Incident } from '../../engine/plan/incident.ts'
import type { Injection } from '../../engine/plan/injection.ts'
import type { IdleInjection } from '../../engine/run/armed-injections.ts'
import { writeIncident } from '../../engine/run/write-incident.ts'
import { replyOrder, type VirtualSession } from '../../time/index.ts'
import type { Evidence } from '../verdict/evidence.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { AppRuns } from './app-runs.ts'
import { AppProcesses, type AppTask, type MakeTask, type OpenStore } from './app-processes.ts'
import { withoutMasked } from './mask-paths.ts'
import type { Script } from '../../engine/plan/script.ts'
import { snapshot, type Snapshot } from './snapshot.ts'

/** After how many stuck runs a rehearsal ends: a task that hangs twice hangs again, and detecting that takes real time. */
const mostStuck = 2

/** The app under test, and its clock. */
export interface RehearsalSetting {
  readonly chaos: Chaos
  /** Creates the task of a fresh app. */
  readonly makeTask: MakeTask
  /** Opens the store that an app's processes share, which outlives their crashes. */
  readonly openStore?: OpenStore
  /** Virtual time, if it is active. */
  readonly session: VirtualSession | undefined
  /** The time limit of one run of the task, in ms. */
  readonly limit: number
  /** Paths of values that are never compared. Default: none */
  readonly masks?: readonly RegExp[]
}

/** Options of a rehearsal. */
export interface PlannedRehearsal {
  readonly seed: string
  readonly script: Script
  readonly injections: readonly Injection[]
  /** Additional injected faults that are not part of the plan. */
  readonly beside?: readonly Injection[]
  /** Which other order of responses that are due at the same time, from 1. The usual order if `undefined`. */
  readonly order?: number | undefined
  /** Whether a replayed incident is omitted. Default: false */
  readonly isBaseline?: boolean
}

/** The result of one copy of the task. */
export interface Copy {
  readonly outcome: Outcome
  /** The resolved value at the end of the run, without masked parts, or `undefined`. */
  readonly value: Snapshot
}

/** One run of a rehearsal. Times are in ms on the clock of the rehearsal. */
export interface RehearsedRun {
  readonly copies: readonly Copy[]
  /** The calls that started in it. */
  readonly calls: readonly JournalCall[]
  readonly startedAt: number
  /** When it was over: all copies had settled, and a second had passed. */
  readonly endedAt: number
}

/** The results of all runs of a script. */
export interface Rehearsal {
  readonly script: Script
  readonly injections: readonly Injection[]
  readonly runs: readonly RehearsedRun[]
  readonly journal: Journal
  /** The plan's injected faults that changed nothing in any run. */
  readonly idle: readonly IdleInjection[]
  /** The incident that replays it. */
  incident(): Incident
}

/**
 * Rehearses a script: on a fresh app and an empty journal, with only these faults active, on a clock from 0.
 * @param firstRun is called at the end of the first run, before the next begins
 * @throws BrownoutError if a fault threw, or the app called an endpoint that is not emulated
 */
export async function rehearse(
  setting: RehearsalSetting,
  planned: PlannedRehearsal,
  firstRun: (evidence: Evidence) => void = () => {},
): Promise<Rehearsal> {
  const processes = new AppProcesses(setting.makeTask, setting.openStore)
  try {
    return await rehearseWith(processes, setting, planned, firstRun)
  } finally {
    await processes.end()
  }
}

async function rehearseWith(
  processes: AppProcesses,
  { chaos, session, limit, masks = [] }: RehearsalSetting,
  { seed, script, injections, beside = [], order, isBaseline = false }: PlannedRehearsal,
  firstRun: (evidence: Evidence) => void,
): Promise<Rehearsal> {
  const run = coreOf(chaos).beginTrial({ seed, plan: injections, beside, script, isBaseline })
  const { journal } = run
  session?.restart(run.seed, undefined, order === undefined ? undefined : replyOrder(run.seed, order))
  const starting = (start: () => Promise<AppTask>): Promise<AppTask> => (session === undefined ? start() : session.working(start))
  let app = await starting(() => processes.start())
  const appRuns = new AppRuns(run, session, limit, () => {
    run.crash()
    processes.crash()
    session?.clock.dropTimers()
  })
  const runs: RehearsedRun[] = []
  for (const [place, step] of script.entries()) {
    if (runs.filter(isStuck).length >= mostStuck) break
    const isRestarted = script[place - 1]?.crashAt !== undefined
    const { outcomes, calls, startedAt, endedAt } = await appRuns.next(isRestarted ? (app.resume ?? app) : app, step)
    runs.push({ copies: outcomes.map((outcome) => copyOf(outcome, masks)), calls, startedAt, endedAt })
    // The calls of concurrent copies cannot be distinguished.
    if (place === 0 && step.copies === 1)
      firstRun({
        journal: script.length === 1 && calls.length === journal.calls.length ? journal : partOf(journal, calls),
        outcome: outcomes[0]!,
      })
    if (step.crashAt === undefined) continue
    // Including timers set by code of the process that ran on for a moment.
    session?.clock.dropTimers()
    app = await starting(() => processes.restart())
  }
  return { script, injections, runs, journal, idle: run.armed.idle, incident: () => writeIncident(run) }
}

function isStuck({ copies }: RehearsedRun): boolean {
  return copies.some(({ outcome }) => outcome.settlement.type === 'stuck' && outcome.crashed === undefined)
}

function copyOf(outcome: Outcome, masks: readonly RegExp[]): Copy {
  const { settlement } = outcome
  return { outcome, value: settlement.type === 'value' ? withoutMasked(snapshot(settlement.value), masks) : undefined }
}

/** A journal with only some of the calls. */
function partOf(journal: Journal, calls: readonly JournalCall[]): Journal {
  const { seed, unhandled, bugs } = journal
  return { seed, calls, unhandled, bugs, toJSON: () => journal.toJSON() }
}
