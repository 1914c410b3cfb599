import { internalsOf, type Chaos } from '../brownout.ts'
import { milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { digest } from '../engine/base/hash.ts'
import type { Journal } from '../engine/model/journal.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import { activeSession, otherOrders, VirtualSession } from '../time/index.ts'
import type { Property } from './verdict/evidence.ts'
import { InconclusiveError } from './failure.ts'
import { explore, inOrder, type Trial } from './exploration.ts'
import { minimize } from './minimize.ts'
import { anyFault, faultsOf, type FaultChoices, type PlanSpace } from './plans.ts'
import type { SurvivalReport } from './survival-report.ts'
import { Survival } from './survival.ts'
import type { Task } from './task.ts'
import { usualProperties } from './usual-properties.ts'
import { breaksAny, byYield } from './yield-order.ts'

/** What `survives` is to try. */
export interface SurvivesOptions {
  /**
   * What must hold, whatever fails. One of which nothing was found out fails the test, too. Where they are left out, the usual
   * ones are judged, and those of which nothing was found out are only reported.
   */
  readonly properties?: readonly Property[]
  /**
   * The faults that plans may hold; the chaos's own injections where it is left out, and any fault where it has none. Where it is given, the chaos's own
   * injections are in force in every run, beside the plan.
   */
  readonly faults?: FaultChoices
  /** The most faults in one plan: 3 where it is left out. */
  readonly atMost?: number
  /** How many plans are tried: 200 where it is left out. */
  readonly runs?: number
  /** The longest that one task may take, on the clock: 1 hour where it is left out. */
  readonly limit?: Duration
  /** `real` lets waits take as long as they say. */
  readonly time?: 'virtual' | 'real'
  /**
   * Whether plans are also tried in other orders of the answers that are due at the same time, to find races of the app's own.
   * Without a fault first, then with random plans; needs virtual time. An incident is replayed in all of these orders, since it
   * does not say which it was. Off where it is left out.
   */
  readonly interleavings?: boolean
}

const optionNames: readonly (keyof SurvivesOptions)[] = ['properties', 'faults', 'atMost', 'runs', 'limit', 'time', 'interleavings']

function replayLineOf(chaos: Chaos): string {
  return internalsOf(chaos).replayLine ?? `brownout({ seed: ${JSON.stringify(chaos.seed)}, ... }), then the same test again`
}

function check(options: SurvivesOptions): void {
  const { properties = usualProperties(), faults, runs = 200, atMost = 3 } = options
  checkNames('survives() cannot read its options: it', options, optionNames)
  if (!Array.isArray(properties) || properties.length === 0)
    throw new BrownoutError('survives() needs properties, such as { properties: [settlesWithin("60s")] }.')
  if (!Number.isInteger(runs) || runs < 1)
    throw new BrownoutError(`survives() cannot try ${runs} plans: expected a whole number of at least 1.`)
  if (!Number.isInteger(atMost) || atMost < 1)
    throw new BrownoutError(`survives() cannot hold ${atMost} faults in a plan: expected a whole number of at least 1.`)
  const wrong: unknown = properties.find((property) => typeof (property as Property | undefined)?.judge !== 'function')
  if (wrong !== undefined)
    throw new BrownoutError(
      `survives() got ${typeof wrong === 'function' ? `the function ${(wrong as { name: string }).name || 'without a name'}` : JSON.stringify(wrong)} as a property: expected one such as settlesWithin("60s").`,
    )
  if (options.interleavings === true && options.time === 'real')
    throw new BrownoutError(
      'survives() cannot try { interleavings: true } in real time: there the world decides what comes first. Leave { time: "real" } out.',
    )
  if (faults !== undefined && !Array.isArray((faults as Partial<FaultChoices>).choices)) {
    throw new BrownoutError(
      `survives() got ${Array.isArray(faults) ? 'a list' : typeof faults} as its faults: expected anyFault() or faultsOf(...), such as faultsOf(truncatedStream, overloaded().for("openai")).`,
    )
  }
}

function sessionFor({ time = 'virtual' }: SurvivesOptions, seed: string): { session: VirtualSession | undefined; stop: () => void } {
  const active = activeSession()
  if (active !== undefined && time === 'real') {
    throw new BrownoutError(
      'survives() cannot run in real time: virtual time is in force around it. Take it from the test with withChaos({ time: "real" }), or leave { time: "real" } out.',
    )
  }
  if (active !== undefined) return { session: active, stop: () => active.clock.orderReplies(undefined) }
  if (time === 'real') return { session: undefined, stop: () => {} }
  const session = new VirtualSession({ seed })
  return { session, stop: () => session.stop() }
}

/**
 * Tries an app under many plans of faults, and says whether the properties held in all of them. The first plans are each fault
 * alone, what breaks most apps first; a plan that breaks a property is shrunk to the fewest and simplest faults that do.
 * @throws ResilienceError where a property is broken; InconclusiveError where nothing was found out about one
 * @example
 * await survives(chaos, ({ signal }) => ask('Where is my parcel?', { signal }))
 * await survives(chaos, ({ observe, signal }) => ask('Where is my parcel?', { observe, signal }), {
 *   faults: anyFault(), atMost: 3, runs: 200,
 *   properties: [settlesWithin('60s'), retriesAtMost(5), noSilentTruncation()],
 * })
 */
export async function survives(chaos: Chaos, task: Task, options: SurvivesOptions = {}): Promise<SurvivalReport> {
  check(options)
  const injected = chaos.injections
  const { seed } = chaos
  const properties = options.properties ?? usualProperties()
  const faults = options.faults ?? (injected.length === 0 ? anyFault() : faultsOf(...injected))
  const always = options.faults === undefined || chaos.isReplaying ? [] : injected.map((injection) => injection.toJSON())
  const space: PlanSpace = {
    faults: { choices: byYield(faults.choices, properties) },
    atMost: options.atMost ?? 3,
    providers: chaos.providers.map((provider) => provider.name),
  }
  const { session, stop } = sessionFor(options, seed)
  const known = [...faults.choices, ...injected].map(({ fault }) => fault)
  const limit = milliseconds(options.limit ?? '1h')
  const survival = new Survival({ chaos, seed, task, properties, limit, always, faults: known, session, replayLine: replayLineOf(chaos) })
  try {
    const orders = options.interleavings === true ? otherOrders : 0
    await (chaos.isReplaying ? replay(survival, orders, chaos) : search(survival, space, properties, options.runs ?? 200, orders, chaos))
  } finally {
    stop()
    // What the last plan left behind says nothing about the test that goes on from here.
    chaos.reset(seed)
  }
  const report = survival.report()
  const inconclusive = Object.keys(report.properties).filter((id) => report.properties[id]!.held === 0)
  // One plan cannot find something out about everything: an incident is replayed to see whether it happens again.
  if (!chaos.isReplaying && options.properties !== undefined && inconclusive.length > 0) throw inconclusiveError(survival, inconclusive)
  return { ...report, inconclusive }
}

/** The single run of an incident's plan; one more for each other order, since orders are drawn by the incident's own seed. */
async function replay(survival: Survival, orders: number, chaos: Chaos): Promise<void> {
  const plan: Trial = { injections: chaos.injections.map((injection) => injection.toJSON()), variation: 0 }
  for (let order = 0; order <= orders; order++) {
    const trial = inOrder(plan, order)
    if (await survival.breaks(trial)) throw await survival.failure(trial, survival.runs, 'replayed from an incident')
  }
}

/** The app undisturbed, in the usual order and in others. @returns what it did in the usual one */
async function undisturbed(survival: Survival, orders: number, runs: number): Promise<Journal> {
  let journal: Journal | undefined
  for (let order = 0; order <= orders && survival.runs < runs; order++) {
    const trial = inOrder({ injections: [], variation: 0 }, order)
    if (await survival.breaks(trial))
      throw await survival.failure(
        trial,
        survival.runs,
        order === 0 ? 'in the first run, before any fault was tried' : `in run ${survival.runs}, before any fault was tried`,
      )
    journal ??= survival.journal
  }
  return journal!
}

async function search(
  survival: Survival,
  space: PlanSpace,
  properties: readonly Property[],
  runs: number,
  orders: number,
  chaos: Chaos,
): Promise<void> {
  const journal = await undisturbed(survival, orders, runs)
  const trials = explore({
    space,
    undisturbed: journal,
    runs: Math.max(0, runs - survival.runs),
    otherOrders: orders,
    seed: Number.parseInt(digest(survival.seed).slice(0, 8), 16) | 0,
    shard: internalsOf(chaos).shard,
    isUrgent: ({ fault }) => breaksAny(fault, properties),
  })
  for (let next = trials.next(); survival.runs < runs && next.done !== true; next = trials.next(survival.journal)) {
    if (await survival.breaks(next.value)) throw await simplestFailure(survival, space, next.value, runs, orders)
  }
}

/** The failure of the simplest plan that breaks the same property. */
async function simplestFailure(survival: Survival, space: PlanSpace, found: Trial, runs: number, orders: number): Promise<Error> {
  const foundIn = survival.runs
  const given = new Set(space.faults.choices.flatMap(({ injection }) => (injection === undefined ? [] : [JSON.stringify(injection)])))
  const { trial, steps } = await minimize(found, {
    // What was given is as simple as it was meant, and stands in for nothing else.
    faults: space.faults.choices.filter(({ injection }) => injection === undefined).map(({ fault }) => fault),
    isGiven: (injection) => given.has(JSON.stringify(injection)),
    otherOrders: orders,
    breaks: (trial) => survival.breaks(trial),
  })
  const shrunk = steps === 0 ? 'as it came' : `shrunk in ${steps} ${steps === 1 ? 'step' : 'steps'}`
  return survival.failure(trial, foundIn, `run ${foundIn} of ${runs}, ${shrunk}`)
}

function inconclusiveError(survival: Survival, open: readonly string[]): InconclusiveError {
  const { neverFired, runs } = survival.report()
  const why = open.map((id) => {
    const reason = survival.whyInconclusive(id)
    return reason === undefined ? id : `${id} (${reason})`
  })
  const idle = neverFired.length === 0 ? '' : ` never fired: ${neverFired.join(', ')}.`
  return new InconclusiveError(`inconclusive: in ${runs} runs nothing was found out about ${why.join(', ')}.${idle}`)
}
