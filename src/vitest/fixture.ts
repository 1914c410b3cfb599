import { readFileSync } from 'node:fs'
import type { RequestHandler } from 'msw'
import { vi } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import type { BrownoutOptions, Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { createChaos } from '../chaos/create-chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { fileText } from '../engine/base/file-text.ts'
import { digest } from '../engine/base/hash.ts'
import type { KnownFault } from '../engine/model/fault.ts'
import { readIncident, type ReadIncident } from '../engine/plan/incident.ts'
import { anthropic } from '../providers/anthropic/index.ts'
import { openai } from '../providers/openai/index.ts'
import { VirtualSession } from '../time/index.ts'
import { IncidentFile } from './incident-file.ts'
import { tellReplay } from './replay-report.ts'
import { noteSearches } from './note-searches.ts'
import { replayLineOf } from './run-line.ts'
import type { RunningTest } from './running-test.ts'
import { taskInScope } from './scope.ts'
import { shardOf } from './shard.ts'
import { StuckTest } from './stuck-test.ts'
import { judge, tellHowToReplay, tellRemarks, type Consequence } from './verdict.ts'

/** Options of the `chaos` fixture. */
export interface ChaosOptions extends Partial<BrownoutOptions> {
  /** `virtual`: timers run without waiting. `real`: timers run in real time, and tests can run concurrently. */
  readonly time?: 'virtual' | 'real'
  /** Your own MSW handlers, for other hosts that the app calls. They take precedence over brownout's. */
  readonly handlers?: readonly RequestHandler[]
  /** Your own faults, for incident files that name them, such as `[lateFinish]`. Built-in faults are always known. */
  readonly faults?: readonly KnownFault[]
  /** The consequence of an injected fault that never fires. Default: a warning */
  readonly unfiredFaults?: Consequence
  /**
   * The consequence of a client that misbehaved, even if the test passes: it retried before Retry-After, retried a non-retryable
   * error, left a call open, used a truncated answer as history, ran a truncated tool call, or ran one tool repeatedly. Default: a
   * warning
   */
  readonly clientBehavior?: Consequence
}

const notAwaited = 'survives() was still running when the test ended. Await it: await survives(chaos, ...).'
const tooLittleTime =
  'survives() was still running when the time of the test was over. Give the test more: test(name, { timeout: 60_000 }, ...), or fewer runs: survives(chaos, task, { runs: 50 }).'

const incidentTexts = new Map<string, string>()

/** The incident file named by `BROWNOUT_INCIDENT`. */
function incidentToReplay(own: readonly KnownFault[]): ReadIncident | undefined {
  const path = process.env['BROWNOUT_INCIDENT']
  if (path === undefined || path === '') return undefined
  return readIncident(textOfIncident(path), [...catalogue, ...own])
}

/** The text of an incident file, read once. */
function textOfIncident(path: string): string {
  const known = incidentTexts.get(path)
  if (known !== undefined) return known
  try {
    const text = fileText(readFileSync(path))
    incidentTexts.set(path, text)
    return text
  } catch (error) {
    throw new BrownoutError(`Cannot replay BROWNOUT_INCIDENT=${path}: ${(error as Error).message}`, { cause: error })
  }
}

/** The seed of a test: from the environment, else from the fixture, else derived from the test's name. */
function seedOf({ task }: RunningTest, options: ChaosOptions): string {
  return String(process.env['BROWNOUT_SEED'] || (options.seed ?? digest(task.fullName).slice(0, 8)))
}

function refuseConcurrency({ task }: RunningTest, time: 'virtual' | 'real'): void {
  if (task.concurrent !== true) return
  if (time === 'virtual') {
    throw new BrownoutError(
      'Cannot run a concurrent test under virtual time: the process has one time, and this test would move another test\'s clock. Drop .concurrent (virtual time makes tests fast without it), or use withChaos({ time: "real" }).',
    )
  }
  if (taskInScope() !== task.id) {
    throw new BrownoutError(
      'Cannot isolate concurrent tests if test files share a process (isolate: false). Remove .concurrent, or set isolate: true.',
    )
  }
}

/**
 * Sets up a chaos for one test, runs the test, and tears everything down.
 * @throws BrownoutError if the app called something without a handler, a fault threw, or the test got stuck
 */
export async function withinChaos(context: RunningTest, options: ChaosOptions, use: (chaos: Chaos) => Promise<void>): Promise<void> {
  const time = options.time ?? 'virtual'
  refuseConcurrency(context, time)
  const file = new IncidentFile(context)
  const troubles = new Set<string>()
  const remarks = new Set<string>()
  const incident = incidentToReplay(options.faults ?? [])
  const chaos = createChaos(settingsOf(context, options, incident), {
    replayLine: (seed) => replayLineOf(context, seed),
    shard: shardOf(process.env['BROWNOUT_SHARD']),
    keepIncident: (found) => (incident === undefined ? file.keep(found) : undefined),
    handlers: options.handlers ?? [],
    forgetModules: () => void vi.resetModules(),
    isMine: () => (taskInScope() ?? context.task.id) === context.task.id,
    remarked: (lines) => lines.forEach((line) => void remarks.add(line)),
    escaped: (message) => void troubles.add(message),
  })
  const annotations = noteSearches(context, chaos)
  const release = chaos.intercept()
  const session = time === 'virtual' ? new VirtualSession({ seed: chaos.seed, isShared: true }) : undefined
  const stuck = new StuckTest(context)
  session?.whenStuck((error) => {
    stuck.isStuck(error)
    coreOf(chaos).run.breakSilence(error)
  })
  context.onTestFailed(() => tellHowToReplay(context, chaos, file))
  try {
    await use(chaos)
    if (coreOf(chaos).isSearching) troubles.add(context.signal.aborted ? tooLittleTime : notAwaited)
  } finally {
    coreOf(chaos).end()
    session?.stop()
    release()
    tellReplay(context.task.fullName, chaos.replayReport)
    tellRemarks(remarks)
    await annotations.settled()
  }
  stuck.dropConsequences()
  judge(chaos, troubles, stuck.error, { unfiredFaults: options.unfiredFaults ?? 'warn', clientBehavior: options.clientBehavior ?? 'warn' })
}

function settingsOf(context: RunningTest, options: ChaosOptions, incident: ReadIncident | undefined): BrownoutOptions {
  return {
    ...options,
    seed: seedOf(context, options),
    providers: options.providers ?? [openai(), anthropic()],
    ...(incident === undefined ? {} : { replay: incident }),
  }
}
